package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;

/**
 * A mail to one person; its body is as secret as the token in it (rule A10).
 *
 * @param text the body for those who read plain text
 * @param html the same body as HTML
 */
public record Mail(Email to, String subject, String text, String html) {

    @Override
    public String toString() {
        return "Mail[to=" + to + ", subject=" + subject + ", body hidden]";
    }
}
