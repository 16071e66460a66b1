package dev.messenger.application.account;

import dev.messenger.domain.account.Email;

/** A mail to one person; its body is as secret as the token in it (rule A10). */
public record Mail(Email to, String subject, String text) {

    @Override
    public String toString() {
        return "Mail[to=" + to + ", subject=" + subject + ", text hidden]";
    }
}
