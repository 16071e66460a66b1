package dev.messenger.app.testing;

import dev.messenger.testing.FreePort;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server in this process that takes mail from whoever logs in, and with a certificate only after STARTTLS. It can be stopped
 * and started again on the same port. May be used by several threads.
 */
public final class MailServer implements AutoCloseable {

    private static final String USER = "chat";
    private static final String PASSWORD = "mail password";

    private final int port = FreePort.any();
    private final @Nullable SSLContext certificate;
    private final List<MimeMessage> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile String password = PASSWORD;
    private @Nullable SMTPServer server;

    private MailServer(@Nullable SSLContext certificate) {
        this.certificate = certificate;
    }

    /** One that knows nothing of TLS, not started yet. */
    public static MailServer plain() {
        return new MailServer(null);
    }

    /** One that wants STARTTLS before anything else, not started yet. */
    public static MailServer encrypted(SSLContext certificate) {
        return new MailServer(certificate);
    }

    /** Begins to take mail. */
    public void start() {
        SMTPServer.Builder builder = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, given, context) -> {
                    logins.incrementAndGet();
                    if (!user.equals(USER) || !given.equals(password)) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandler((context, from, to, data) -> received.add(parsed(data)));
        if (certificate != null) {
            builder.enableTLS().requireTLS().startTlsSocketFactory(certificate);
        }
        server = builder.build();
        server.start();
    }

    /** Goes away; what was received stays known. */
    public void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    /** From now on no login but with this password. */
    public void changePassword(String changed) {
        password = changed;
    }

    /** From now on the password of {@link #variables} is right again. */
    public void restorePassword() {
        password = PASSWORD;
    }

    /** All mails, in the order in which they came. */
    public List<MimeMessage> received() {
        return List.copyOf(received);
    }

    /** How many tried to log in. */
    public int logins() {
        return logins.get();
    }

    /** The same on every start. */
    public int port() {
        return port;
    }

    /** What tells a server of the messenger to send its mail here. */
    public Map<String, String> variables() {
        return Map.of(
                "SMTP_HOST",
                "127.0.0.1",
                "SMTP_PORT",
                Integer.toString(port),
                "SMTP_STARTTLS",
                Boolean.toString(certificate != null),
                "SMTP_USERNAME",
                USER,
                "SMTP_PASSWORD",
                PASSWORD,
                "SMTP_FROM",
                "chat@example.org",
                "FRONTEND_URL",
                "https://chat.example.org");
    }

    @Override
    public void close() {
        stop();
    }

    private static MimeMessage parsed(byte[] data) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
        } catch (MessagingException e) {
            throw new IllegalStateException("this is no mail", e);
        }
    }
}
