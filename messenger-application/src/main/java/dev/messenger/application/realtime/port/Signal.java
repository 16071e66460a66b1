package dev.messenger.application.realtime.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;

/** Something that matters at this moment alone and is stored nowhere. */
public sealed interface Signal {

    /** Whom it is about. */
    UserId user();

    /** What someone can be seen doing in a chat (rule R5). */
    enum Activity {
        TYPING,
        RECORDING_VOICE,
        RECORDING_VIDEO
    }

    /** Someone began or stopped doing something in a chat. */
    record Doing(ChatId chat, UserId user, Activity activity, boolean active) implements Signal {}

    /** Someone came or went (rule P1). */
    record Present(UserId user, boolean online) implements Signal {}
}
