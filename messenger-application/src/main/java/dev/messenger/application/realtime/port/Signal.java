package dev.messenger.application.realtime.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.UUID;

/** A short-lived message between nodes, which is not stored. */
public sealed interface Signal {

    /** The user it is about. */
    UserId user();

    /** An activity of a user in a chat, which the others see (rule R5). */
    enum Activity {
        TYPING,
        RECORDING_VOICE,
        RECORDING_VIDEO
    }

    /**
     * A user started or stopped an activity in a chat.
     *
     * @param connection the connection on which they did: an activity goes on until it stopped on each of a user's connections
     */
    record Doing(ChatId chat, UserId user, Activity activity, boolean active, UUID connection) implements Signal {

        /** The same activity, started or stopped. */
        public Doing withActive(boolean nowActive) {
            return new Doing(chat, user, activity, nowActive, connection);
        }
    }

    /** A user came online or went offline (rule P1). */
    record Present(UserId user, boolean online) implements Signal {}
}
