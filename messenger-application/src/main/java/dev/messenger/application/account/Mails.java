package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountChanges.Change;
import dev.messenger.application.account.port.AccountChanges.NewChange;
import dev.messenger.application.account.port.Mail;
import dev.messenger.domain.account.Email;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The texts of mails, plain and HTML. Tokens consist of {@code A-Z a-z 0-9 _ -} and need no escaping. */
final class Mails {

    private static final int MAX_LINES = 20;
    private static final int MAX_NAME = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

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

    /** Tells what happened to an account, with a link that takes it back. */
    Mail news(Email to, List<Change> changes, String token) {
        String link = frontend + "/undo?token=" + token;
        List<String> lines = changes.stream()
                .limit(MAX_LINES)
                .map(Change::content)
                .map(Mails::line)
                .toList();
        int more = changes.size() - lines.size();
        String rest = more == 0 ? "" : "and " + more + " more";
        String subject = "Security of your account";
        String greeting = "This happened to your Messenger account:";
        String request = "If it was you, ignore this mail. If it was not, open this link to take it back, end all"
                + " sessions and secure your account:";
        String small = "The link works once, for 7 days. It also takes back what happens to the account later.";
        String text = greeting + "\n\n"
                + lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining())
                + rest + "\n\n" + request + "\n\n" + link + "\n\n" + small + "\n";
        String list = lines.stream().map(line -> "<li>" + line + "</li>").collect(Collectors.joining("\n"));
        return new Mail(to, subject, text, html(subject, """
                <p>%1$s</p>
                <ul>
                %2$s
                </ul>
                <p>%3$s</p>
                <p>%4$s</p>
                <p><a href="%5$s">It was not me</a></p>
                <p>%5$s</p>
                <p><small>%6$s</small></p>
                """.formatted(greeting, list, rest, request, link, small)));
    }

    /** One line of plain characters, which need no escaping: the client chose the name of the device. */
    private static String line(NewChange change) {
        String what = switch (change.kind()) {
            case SIGN_IN_FROM_NEW_NETWORK -> "a device signed in from a new network";
            case PASSWORD_CHANGED -> "the password was changed";
            case TWO_FACTOR_ENABLED -> "two-factor authentication was switched on";
            case TWO_FACTOR_DISABLED -> "two-factor authentication was switched off";
            case RECOVERY_CODES_REPLACED -> "the recovery codes were replaced by new ones";
            case CODES_GUESSED -> "somebody gave several wrong codes of two-factor authentication";
            case MAILBOX_PROVEN ->
                "this mailbox was confirmed, and sessions from before were ended; whoever registered knows"
                        + " the password";
        };
        String where = change.address() == null ? "" : ", from " + plain(change.address());
        String device = change.userAgent() == null ? "" : ", device: " + plain(change.userAgent());
        return TIME.format(change.at()) + " UTC: " + what + where + device;
    }

    /** Letters, digits and what names of programs need; nothing that a mail reader takes for an address of a page. */
    private static String plain(String foreign) {
        String name = foreign.replaceAll("[^A-Za-z0-9 .:/();_-]", "?")
                .replaceAll("://+", " ")
                .replaceAll("(?<=[A-Za-z0-9])\\.(?=[A-Za-z])", " ");
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "...";
    }

    private static String html(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body>
                %s</body>
                </html>
                """.formatted(title, body);
    }

    private static Mail mail(
            Email to, String subject, String greeting, String request, String link, String action, String small) {
        String text = """
                %s

                %s

                %s

                %s
                """.formatted(greeting, request, link, small);
        String body = """
                <p>%1$s</p>
                <p>%2$s</p>
                <p><a href="%3$s">%4$s</a></p>
                <p>%3$s</p>
                <p><small>%5$s</small></p>
                """.formatted(greeting, request, link, action, small);
        return new Mail(to, subject, text, html(subject, body));
    }
}
