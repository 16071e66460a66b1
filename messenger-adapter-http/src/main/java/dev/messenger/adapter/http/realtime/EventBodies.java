package dev.messenger.adapter.http.realtime;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.messenger.adapter.http.chat.ChatBodies.ChatRead;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.message.MessageBodies.MessageReactionRead;
import dev.messenger.adapter.http.message.MessageBodies.MessageRead;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.people.port.Profile;
import dev.messenger.application.realtime.Update;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of events (rule R2). */
final class EventBodies {

    private EventBodies() {}

    /**
     * An event.
     *
     * @param cursor null for an ephemeral event
     */
    record EventRead(String type, @Nullable Long cursor, Object data) {

        static EventRead of(Update update) {
            return new EventRead(typeOf(update.payload()), update.cursor(), dataOf(update.payload()));
        }

        static EventRead ready(long cursor) {
            return new EventRead("ready", cursor, new EmptyRead());
        }
    }

    record UpdatesRead(List<EventRead> events, long cursor, boolean more) {}

    record EmptyRead() {}

    record ErrorRead(String detail, String code) {}

    record MessageDeletedRead(long chatId, long messageId, boolean forAll) {}

    record ReceiptRead(long chatId, long messageId, long userId) {}

    /** A message, and whether it mentions the recipient. */
    record MessageCreatedRead(@JsonUnwrapped MessageRead message, boolean mentioned) {}

    record ReactionChangedRead(
            long chatId,
            long messageId,
            long userId,
            String emoji,
            boolean added,
            List<MessageReactionRead> reactions) {}

    record ChatDeletedRead(long id, long chatId) {}

    record MemberChangedRead(
            long chatId,
            long userId,
            long actorId,
            @Nullable Role role,
            @Nullable Integer membersCount,
            @Nullable Long deliveredMessageId,
            @Nullable Long readMessageId) {

        static MemberChangedRead of(Update.Member member) {
            Update.Counts counts = member.counts();
            return new MemberChangedRead(
                    member.chat().value(),
                    member.member().value(),
                    member.actor().value(),
                    member.role(),
                    Mapping.nullable(counts, Update.Counts::members),
                    counts == null ? null : Mapping.nullable(counts.delivered(), MessageId::value),
                    counts == null ? null : Mapping.nullable(counts.read(), MessageId::value));
        }
    }

    record ChatCountsRead(
            long chatId,
            int membersCount,
            @Nullable Long deliveredMessageId,
            @Nullable Long readMessageId) {

        static ChatCountsRead of(Update.Counts counts) {
            return new ChatCountsRead(
                    counts.chat().value(),
                    counts.members(),
                    Mapping.nullable(counts.delivered(), MessageId::value),
                    Mapping.nullable(counts.read(), MessageId::value));
        }
    }

    record UserUpdatedRead(
            long id, String name, String username, @Nullable String avatarUrl) {

        static UserUpdatedRead of(PersonView person) {
            Profile profile = person.profile();
            return new UserUpdatedRead(
                    profile.id().value(),
                    profile.face().name().value(),
                    profile.face().username().value(),
                    Mapping.nullable(person.avatarUrl(), URI::toString));
        }
    }

    record ActivityRead(long chatId, long userId) {}

    record PresenceRead(long userId, @Nullable Instant lastSeenAt) {}

    private static String typeOf(Update.Payload payload) {
        return switch (payload) {
            case Update.Resync ignored -> "resync";
            case Update.Message message -> message.isNew() ? "message_created" : "message_updated";
            case Update.MessageGone ignored -> "message_deleted";
            case Update.Receipt receipt -> receipt.isRead() ? "message_read" : "message_delivered";
            case Update.Reaction ignored -> "reaction_changed";
            case Update.Chat chat -> chat.isNew() ? "chat_created" : "chat_updated";
            case Update.ChatGone ignored -> "chat_deleted";
            case Update.Member member ->
                switch (member.change()) {
                    case ADDED -> "member_added";
                    case REMOVED -> "member_removed";
                    case ROLE_CHANGED -> "member_role_changed";
                };
            case Update.Counts ignored -> "chat_counts_changed";
            case Update.Person ignored -> "user_updated";
            case Update.Activity activity -> prefixOf(activity.activity()) + (activity.active() ? "start" : "stop");
            case Update.Refusal ignored -> "error";
            case Update.Presence presence -> presence.online() ? "user_online" : "user_offline";
        };
    }

    private static Object dataOf(Update.Payload payload) {
        return switch (payload) {
            case Update.Resync ignored -> new EmptyRead();
            case Update.Message message ->
                message.isNew()
                        ? new MessageCreatedRead(MessageRead.of(message.message()), message.mentioned())
                        : MessageRead.of(message.message());
            case Update.MessageGone gone ->
                new MessageDeletedRead(gone.chat().value(), gone.message().value(), gone.forAll());
            case Update.Receipt receipt ->
                new ReceiptRead(
                        receipt.chat().value(),
                        receipt.message().value(),
                        receipt.member().value());
            case Update.Reaction reaction ->
                new ReactionChangedRead(
                        reaction.chat().value(),
                        reaction.message().value(),
                        reaction.actor().value(),
                        reaction.emoji(),
                        reaction.added(),
                        Mapping.list(reaction.reactions(), MessageReactionRead::of));
            case Update.Chat chat -> ChatRead.of(chat.chat());
            case Update.ChatGone gone ->
                new ChatDeletedRead(gone.chat().value(), gone.chat().value());
            case Update.Member member -> MemberChangedRead.of(member);
            case Update.Counts counts -> ChatCountsRead.of(counts);
            case Update.Person person -> UserUpdatedRead.of(person.person());
            case Update.Activity activity ->
                new ActivityRead(activity.chat().value(), activity.user().value());
            case Update.Refusal refusal -> new ErrorRead(refusal.detail(), refusal.code());
            case Update.Presence presence -> new PresenceRead(presence.user().value(), presence.lastSeenAt());
        };
    }

    /** The prefix of the event names of an activity. */
    static String prefixOf(Signal.Activity activity) {
        return switch (activity) {
            case TYPING -> "typing_";
            case RECORDING_VOICE -> "recording_voice_";
            case RECORDING_VIDEO -> "recording_video_";
        };
    }
}
