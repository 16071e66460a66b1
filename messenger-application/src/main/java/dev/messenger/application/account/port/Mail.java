package dev.messenger.application.account.port;

import dev.messenger.domain.account.Email;

/** A mail with its body as plain text and as HTML, which is as secret as the token in it (rule A10). */
public record Mail(Email to, String subject, String text, String html) {

    @Override
    public String toString() {
        return "Mail[to=" + to + ", subject=" + subject + ", body hidden]";
    }
}
