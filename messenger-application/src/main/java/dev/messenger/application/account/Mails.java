package dev.messenger.application.account;

import dev.messenger.application.account.port.Mail;
import dev.messenger.domain.account.Email;
import java.net.URI;

/** The texts of mails, plain and HTML. Tokens consist of {@code A-Z a-z 0-9 _ -} and need no escaping. */
final class Mails {

    private final URI frontend;

    Mails(URI frontend) {
        this.frontend = frontend;
    }

    Mail verification(Email to, String token) {
        return mail(
                to,
                "Confirm your email",
                "Welcome to Messenger!",
                "Open this link to confirm that this mailbox is yours:",
                frontend + "/verify-email?token=" + token,
                "Confirm my email",
                "The link works once, for 24 hours. If you did not register, ignore this mail.");
    }

    Mail passwordReset(Email to, String token) {
        return mail(
                to,
                "Reset your password",
                "Someone, hopefully you, wants to reset the password of your Messenger account.",
                "Open this link to choose a new one:",
                frontend + "/reset-password?token=" + token,
                "Choose a new password",
                "The link works once, for one hour. If it was not you, ignore this mail: your password stays as it is.");
    }

    private static Mail mail(
            Email to, String subject, String greeting, String request, String link, String action, String small) {
        String text = """
                %s

                %s

                %s

                %s
                """.formatted(greeting, request, link, small);
        String html = """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s</title></head>
                <body>
                <p>%2$s</p>
                <p>%3$s</p>
                <p><a href="%4$s">%5$s</a></p>
                <p>%4$s</p>
                <p><small>%6$s</small></p>
                </body>
                </html>
                """.formatted(subject, greeting, request, link, action, small);
        return new Mail(to, subject, text, html);
    }
}
