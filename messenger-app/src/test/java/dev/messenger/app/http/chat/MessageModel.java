package dev.messenger.app.http.chat;

import dev.messenger.app.testing.Person;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message by the plain rules. */
final class MessageModel {

    final long id;
    final long sender;
    final String createdAt;

    /** The message that this one replies to, or null. */
    final @Nullable Long replyTo;

    /** The original of a forward, if the forward names it. */
    final @Nullable Long forwardedFrom;

    final boolean isForward;
    final Set<Long> hiddenFrom = new HashSet<>();

    /** The users by emoji, in the order of first use. */
    final Map<String, Set<Long>> reactions = new LinkedHashMap<>();

    String text;
    String updatedAt;
    Set<Long> mentioned;
    int files;
    boolean deleted;

    private MessageModel(
            JsonNode sent,
            Person sender,
            String text,
            Set<Long> mentioned,
            @Nullable Long replyTo,
            @Nullable Long forwardedFrom,
            boolean isForward) {
        this.id = sent.get("id").asLong();
        this.sender = sender.id();
        this.text = text;
        this.mentioned = mentioned;
        this.createdAt = sent.get("created_at").asString();
        this.updatedAt = sent.get("updated_at").asString();
        this.replyTo = replyTo;
        this.forwardedFrom = forwardedFrom;
        this.isForward = isForward;
    }

    /** @param sent the server's response, for its id and times */
    static MessageModel sent(JsonNode sent, Person sender, String text, Set<Long> mentioned, @Nullable Long replyTo) {
        return new MessageModel(sent, sender, text, mentioned, replyTo, null, false);
    }

    static MessageModel forwarded(
            JsonNode sent, Person sender, MessageModel original, Set<Long> mentioned, boolean withAuthor) {
        Long source = original.forwardedFrom == null ? Long.valueOf(original.id) : original.forwardedFrom;
        MessageModel forward =
                new MessageModel(sent, sender, original.text, mentioned, null, withAuthor ? source : null, true);
        forward.files = original.files;
        return forward;
    }

    boolean isVisibleTo(long user) {
        return !deleted && !hiddenFrom.contains(user);
    }

    /** Adds the emoji, or removes it. */
    void toggle(String emoji, long user) {
        Set<Long> givers = reactions.computeIfAbsent(emoji, unused -> new LinkedHashSet<>());
        if (!givers.add(user)) {
            givers.remove(user);
        }
        if (givers.isEmpty()) {
            reactions.remove(emoji);
        }
    }

    /** The list of reactions, each as its JSON. */
    List<String> reactionsShownTo(long viewer) {
        return reactions.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(other.getValue().size(), one.getValue().size()))
                .map(entry -> "{\"emoji\":\"%s\",\"count\":%d,\"reacted\":%s}"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().size(),
                                entry.getValue().contains(viewer)))
                .toList();
    }

    /**
     * MessageRead; each value as text, null as "null", attachments as their count.
     *
     * @param status for the sender, "null" for others
     */
    Map<String, String> shown(long chat, String status) {
        Map<String, String> shown = new HashMap<>();
        shown.put("id", Long.toString(id));
        shown.put("chat_id", Long.toString(chat));
        shown.put("sender_id", Long.toString(sender));
        shown.put("reply_to_message_id", String.valueOf(replyTo));
        shown.put("forwarded_from_message_id", String.valueOf(forwardedFrom));
        shown.put("type", "text");
        shown.put("text", text);
        shown.put("delivery_status", status);
        shown.put("attachment_waveform", "null");
        shown.put("attachments", Integer.toString(files));
        shown.put("created_at", createdAt);
        shown.put("updated_at", updatedAt);
        return shown;
    }
}
