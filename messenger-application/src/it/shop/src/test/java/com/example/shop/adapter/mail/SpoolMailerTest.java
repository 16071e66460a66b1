package com.example.shop.adapter.mail;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.contracts.account.MailerContract;
import dev.messenger.domain.account.Email;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The shop's adapter keeps the contract of the messenger's port. */
class SpoolMailerTest implements MailerContract {

    @TempDir
    Path spool;

    @Override
    public Mailer mailer() {
        return new SpoolMailer(spool);
    }

    @Override
    public Mailer blockedMailer() {
        return new SpoolMailer(spool.resolve("not-there"));
    }

    @Override
    public List<Mail> arrived(Email to) {
        try (Stream<Path> files = Files.list(spool)) {
            return files.sorted().map(SpoolMailerTest::read).filter(mail -> mail.to().equals(to)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mail read(Path file) {
        Properties letter = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            letter.loadFromXML(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Mail(
                new Email(letter.getProperty("to")),
                letter.getProperty("subject"),
                letter.getProperty("text"),
                letter.getProperty("html"));
    }
}
