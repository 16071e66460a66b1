package dev.messenger.app.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.security.SecureRandomness;
import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.contracts.account.MailerContract;
import dev.messenger.domain.account.Email;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the contract of mailers against files. */
class FileMailerTest implements MailerContract {

    @TempDir
    private Path home;

    @Override
    public Mailer mailer() {
        return mailer(folder());
    }

    /** A mailer whose folder is a file. */
    @Override
    public Mailer blockedMailer() {
        try {
            return mailer(Files.createTempFile(home, "in-the-way", null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Mail> arrived(Email to) {
        return files().stream()
                .map(FileMailerTest::read)
                .filter(mail -> mail.to().equals(to))
                .toList();
    }

    @Test
    @Tag("A10")
    void nobodyElseCanReadAMail() throws IOException {
        mailer().send(new Mail(new Email("ann@example.com"), "Subject", "Text\n", "<p>Text</p>\n"));

        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    private Path folder() {
        return home.resolve("mail");
    }

    private static Mailer mailer(Path folder) {
        return new FileMailer(folder, "chat@example.org", InstantSource.system(), new SecureRandomness());
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mail read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Received.read(new MimeMessage(Session.getInstance(new Properties()), in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new AssertionError("a file that is no mail", e);
        }
    }
}
