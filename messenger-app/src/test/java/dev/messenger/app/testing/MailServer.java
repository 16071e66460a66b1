package dev.messenger.app.testing;

import dev.messenger.app.mail.SmtpMailer.Tls;
import dev.messenger.testing.FreePort;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
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
 * An SMTP server in this process that requires a login, and encryption if it has a certificate. It can restart on the same port.
 * Thread-safe.
 */
public final class MailServer implements AutoCloseable {

    private static final String USER = "chat";
    private static final String PASSWORD = "mail password";

    private final int port = FreePort.any();
    private final Tls tls;
    private final @Nullable SSLContext certificate;
    private final List<MimeMessage> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile String password = PASSWORD;
    private @Nullable SMTPServer server;

    private MailServer(Tls tls, @Nullable SSLContext certificate) {
        this.tls = tls;
        this.certificate = certificate;
    }

    /** A stopped server without TLS. */
    public static MailServer plain() {
        return new MailServer(Tls.NONE, null);
    }

    /** A stopped server that requires STARTTLS. */
    public static MailServer encrypted(SSLContext certificate) {
        return new MailServer(Tls.STARTTLS, certificate);
    }

    /** A stopped server that speaks TLS from the first byte on. */
    public static MailServer encryptedFromTheStart(SSLContext certificate) {
        return new MailServer(Tls.IMPLICIT, certificate);
    }

    /** Starts to accept mail. */
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
        if (tls == Tls.STARTTLS) {
            builder.enableTLS().requireTLS().startTlsSocketFactory(certificate);
        } else if (tls == Tls.IMPLICIT) {
            builder.serverSocketFactory(certificate);
        }
        server = builder.build();
        server.start();
    }

    /** Stops, and remembers received mail. */
    public void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    /** Accepts this password alone from now on. */
    public void changePassword(String changed) {
        password = changed;
    }

    /** Accepts the password of {@link #variables} again. */
    public void restorePassword() {
        password = PASSWORD;
    }

    /** All received mail, oldest first. */
    public List<MimeMessage> received() {
        return List.copyOf(received);
    }

    /** The number of login attempts. */
    public int logins() {
        return logins.get();
    }

    /** The port, the same after every start. */
    public int port() {
        return port;
    }

    /** The variables of a messenger that sends its mail here. */
    public Map<String, String> variables() {
        return Map.of(
                "SMTP_HOST",
                "127.0.0.1",
                "SMTP_PORT",
                Integer.toString(port),
                "SMTP_TLS",
                tls.name().toLowerCase(Locale.ROOT),
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
            throw new IllegalStateException("not a mail", e);
        }
    }
}
