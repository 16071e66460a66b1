package dev.messenger.app.mail;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.domain.shared.Unavailable;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each mail to a file that its owner alone can read, for a server without SMTP. Thread-safe. */
public final class FileMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(FileMailer.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String from;
    private final InstantSource clock;
    private final Randomness randomness;
    private final Session session = Session.getInstance(utf8());

    /**
     * @param folder of the files; created when missing
     * @param from the sender's address
     */
    public FileMailer(Path folder, String from, InstantSource clock, Randomness randomness) {
        this.folder = folder;
        this.from = from;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Headers in UTF-8 (RFC 6532), so that no character of an address loses a byte. */
    private static Properties utf8() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return properties;
    }

    @Override
    public void send(Mail mail) {
        Instant now = clock.instant();
        String name = STAMP.format(now) + "-" + randomness.text(6, "abcdefghijklmnopqrstuvwxyz");
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path draft = Files.createTempFile(folder, name, ".draft");
            try (OutputStream out = Files.newOutputStream(draft)) {
                MimeMail.compose(session, from, mail, now).writeTo(out);
            }
            Path file = folder.resolve(name + ".eml");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            LOG.info("mail \"{}\" to {}: {}", mail.subject(), mail.to(), file);
        } catch (IOException | MessagingException e) {
            LOG.error("cannot write a mail to {}", folder, e);
            throw new Unavailable("mail_unavailable", "The mail could not be sent. Try again in a while.");
        }
    }
}
