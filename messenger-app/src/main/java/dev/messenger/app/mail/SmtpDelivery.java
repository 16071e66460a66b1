package dev.messenger.app.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of one mail on a connection of its own. A server may check a mail for a while after it has received the data (RFC 5321 4.5.3.2.6),
 * so that this step may take long; all steps before it together take a few seconds at most.
 */
final class SmtpDelivery extends SMTPTransport {

    private final Duration untilSent;
    private final Duration untilAccepted;
    private final CompletableFuture<Boolean> dataSent = new CompletableFuture<>();

    /**
     * @param untilSent how long all steps up to the end of the data may take
     * @param untilAccepted how long the server may take for its answer to the data
     */
    SmtpDelivery(Session session, Duration untilSent, Duration untilAccepted) {
        super(session, new URLName("smtp", session.getProperty("mail.smtp.host"), -1, null, null, null));
        this.untilSent = untilSent;
        this.untilAccepted = untilAccepted;
    }

    /** The server cannot send to a mailbox whose name is not ASCII. */
    static final class UnsupportedMailbox extends MessagingException {

        private static final long serialVersionUID = 1L;
    }

    /** The mail was not accepted, as far as is known. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean mayHaveBeenAccepted;

        Failed(Throwable cause, boolean mayHaveBeenAccepted) {
            super(cause);
            this.mayHaveBeenAccepted = mayHaveBeenAccepted;
        }

        /** Whether the server has got the whole mail and its answer is missing. */
        boolean mayHaveBeenAccepted() {
            return mayHaveBeenAccepted;
        }
    }

    /**
     * Delivers a mail, within the two times. An interrupt closes the socket of a virtual thread, at whatever step it waits.
     *
     * @param needsUtf8 whether the server has to offer SMTPUTF8 (RFC 6531)
     * @throws Failed when the server did not accept the mail, or did not answer in time
     */
    void deliver(MimeMessage mail, boolean needsUtf8, @Nullable String user, @Nullable String password) throws Failed {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("smtp").start(() -> {
            try {
                connect(user, password);
                if (needsUtf8 && !supportsExtension("SMTPUTF8")) {
                    throw new UnsupportedMailbox();
                }
                sendMessage(mail, mail.getAllRecipients());
                done.complete(null);
            } catch (Throwable failure) { // whatever it is: somebody waits for it
                done.completeExceptionally(failure);
            } finally {
                dataSent.complete(false);
                disconnect();
            }
        });
        try {
            boolean isSent = dataSent.get(untilSent.toMillis(), TimeUnit.MILLISECONDS);
            if (isSent) {
                done.get(untilAccepted.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                done.get();
            }
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNull(failed.getCause());
            throw new Failed(cause, isUnanswered(cause));
        } catch (TimeoutException late) {
            throw new Failed(late, isUnanswered(late));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Failed(stopping, isUnanswered(stopping));
        } finally {
            thread.interrupt();
        }
    }

    /** Whether the server got the whole data and gave no answer to it. */
    private boolean isUnanswered(Throwable failure) {
        boolean refused = failure instanceof SMTPSendFailedException answer && answer.getReturnCode() >= 400;
        return dataSent.getNow(false) && !refused;
    }

    private void disconnect() {
        try {
            close();
        } catch (MessagingException gone) {
            // the mail is decided about
        }
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        dataSent.complete(true);
        super.finishData();
    }
}
