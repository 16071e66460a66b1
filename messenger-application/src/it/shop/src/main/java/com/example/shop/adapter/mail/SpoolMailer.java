package com.example.shop.adapter.mail;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.domain.shared.Unavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** Puts mails into a folder, from where the shop's own mail system takes them: the messenger's port, a stranger's adapter. */
public final class SpoolMailer implements Mailer {

    private final Path folder;

    public SpoolMailer(Path folder) {
        this.folder = folder;
    }

    @Override
    public void send(Mail mail) {
        Properties letter = new Properties();
        letter.setProperty("to", mail.to().value());
        letter.setProperty("subject", mail.subject());
        letter.setProperty("text", mail.text());
        letter.setProperty("html", mail.html());
        try {
            Path draft = Files.createTempFile(folder, "mail", ".draft");
            try (OutputStream file = Files.newOutputStream(draft)) {
                letter.storeToXML(file, null);
            }
            String name = draft.getFileName().toString().replace(".draft", ".xml");
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Unavailable("mail_unavailable", "Mail cannot be sent right now.");
        }
    }
}
