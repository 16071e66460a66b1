package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.Uploading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Random actions on messages, on the server and in the model; {@link ChatModelIT#NOTHING} when an action is not allowed. */
record MessageDeeds(ModelWorld world) {

    private static final List<String> EMOJIS = List.of("👍", "❤️", "🎉");
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int MOST_FILES = 10;

    String send(ChatModel chat, Person actor, Person mentioned) {
        if (!world.mayPost(chat, actor)) {
            return ChatModelIT.NOTHING;
        }
        List<MessageModel> visible = chat.visibleTo(actor.id());
        Long replyTo = visible.isEmpty() || world.random.nextBoolean() ? null : world.oneOf(visible).id;
        String text = "Message for @" + mentioned.username() + " no. " + chat.messages.size();
        Map<String, Object> body = new HashMap<>(Map.of("chat_id", chat.chat.id(), "type", "text", "text", text));
        if (replyTo != null) {
            body.put("reply_to_message_id", replyTo);
        }
        JsonNode sent = actor.api().post("/api/v1/messages", body).expect(201).json();
        chat.messages.add(MessageModel.sent(sent, actor, text, chat.mentionedIn(text, actor.id()), replyTo));
        return "send " + sent.get("id") + " in reply to " + replyTo;
    }

    String forward(ChatModel target, Person actor) {
        ChatModel source = world.oneOf(world.chats);
        List<MessageModel> visible = source.visibleTo(actor.id());
        if (visible.isEmpty() || !world.mayPost(target, actor)) {
            return ChatModelIT.NOTHING;
        }
        MessageModel original = world.oneOf(visible);
        boolean withAuthor = world.random.nextBoolean();
        JsonNode sent = actor.api()
                .post(
                        "/api/v1/messages/" + original.id + "/forward",
                        Map.of("target_chat_id", target.chat.id(), "include_author", withAuthor))
                .expect(201)
                .json();
        target.messages.add(MessageModel.forwarded(
                sent, actor, original, target.mentionedIn(original.text, actor.id()), withAuthor));
        return "forward " + original.id + " as " + sent.get("id") + " with author: " + withAuthor;
    }

    String edit(ChatModel chat, Person actor, Person mentioned) {
        List<MessageModel> own = visible(chat, actor, message -> message.sender == actor.id() && !message.isForward);
        if (own.isEmpty() || !world.mayPost(chat, actor)) {
            return ChatModelIT.NOTHING;
        }
        MessageModel message = world.oneOf(own);
        String text = "Edited for @" + mentioned.username() + " " + world.random.nextInt(100);
        JsonNode edited = actor.api()
                .put("/api/v1/messages/" + message.id, Map.of("text", text))
                .expect(200)
                .json();
        changed(message, edited, message.text.equals(text));
        message.text = text;
        message.mentioned = chat.mentionedIn(text, actor.id());
        return "edit " + message.id;
    }

    String attach(ChatModel chat, Person actor) {
        List<MessageModel> own =
                visible(chat, actor, message -> message.sender == actor.id() && message.files < MOST_FILES);
        if (own.isEmpty() || !world.mayPost(chat, actor)) {
            return ChatModelIT.NOTHING;
        }
        MessageModel message = world.oneOf(own);
        Uploading.done(actor, "image/png", PICTURE).attachTo(message.id).expect(200);
        JsonNode attached = actor.api()
                .get("/api/v1/messages/" + message.id + "/thread?limit=1")
                .expect(200)
                .json()
                .get(0);
        changed(message, attached, false);
        message.files++;
        return "attach to " + message.id;
    }

    /** The server sets the time of the change, and never moves it back. */
    private static void changed(MessageModel message, JsonNode now, boolean asBefore) {
        String updatedAt = now.get("updated_at").asString();
        assertThat(updatedAt).isGreaterThanOrEqualTo(message.updatedAt);
        if (asBefore) {
            assertThat(updatedAt).isEqualTo(message.updatedAt);
        }
        message.updatedAt = updatedAt;
    }

    String react(ChatModel chat, Person actor) {
        List<MessageModel> visible = chat.visibleTo(actor.id());
        if (visible.isEmpty() || !world.mayReact(chat, actor)) {
            return ChatModelIT.NOTHING;
        }
        MessageModel message = world.oneOf(visible);
        String emoji = world.oneOf(EMOJIS);
        actor.api()
                .post("/api/v1/messages/" + message.id + "/reactions/toggle", Map.of("emoji", emoji))
                .expect(200);
        message.toggle(emoji, actor.id());
        return emoji + " to " + message.id;
    }

    String reach(ChatModel chat, Person actor, boolean isRead) {
        List<MessageModel> visible = chat.visibleTo(actor.id());
        if (visible.isEmpty()) {
            return ChatModelIT.NOTHING;
        }
        long message = world.oneOf(visible).id;
        JsonNode positions = actor.api()
                .post(
                        "/api/v1/messages/status",
                        Map.of(
                                "chat_id",
                                chat.chat.id(),
                                "message_id",
                                message,
                                "status",
                                isRead ? "message_read" : "message_delivered"))
                .expect(200)
                .json();
        ChatModel.Side side = chat.sides.get(actor.id());
        side.delivered = Math.max(side.delivered, message);
        side.read = isRead ? Math.max(side.read, message) : side.read;
        assertThat(positions.get("last_delivered_message_id").asLong()).isEqualTo(side.delivered);
        assertThat(positions.get("last_read_message_id").asLong(0)).isEqualTo(side.read);
        return (isRead ? "read " : "got ") + message;
    }

    String deleteForAll(ChatModel chat, Person actor) {
        boolean moderates = !chat.isPrivate() && chat.rank(actor.id()) < 2;
        List<MessageModel> deletable = visible(chat, actor, message -> moderates || message.sender == actor.id());
        if (deletable.isEmpty()) {
            return ChatModelIT.NOTHING;
        }
        MessageModel message = world.oneOf(deletable);
        actor.api().delete("/api/v1/messages/" + message.id + "?for_all=true").expect(204);
        message.deleted = true;
        return "delete for all " + message.id;
    }

    String hide(ChatModel chat, Person actor) {
        List<MessageModel> visible = chat.visibleTo(actor.id());
        if (visible.isEmpty()) {
            return ChatModelIT.NOTHING;
        }
        MessageModel message = world.oneOf(visible);
        actor.api().delete("/api/v1/messages/" + message.id).expect(204);
        message.hiddenFrom.add(actor.id());
        return "delete for oneself " + message.id;
    }

    String pin(ChatModel chat, Person actor) {
        List<MessageModel> visible = chat.visibleTo(actor.id());
        if (visible.isEmpty() || (!chat.isPrivate() && chat.rank(actor.id()) > 1)) {
            return ChatModelIT.NOTHING;
        }
        long message = world.oneOf(visible).id;
        chat.chat.pin(actor, message).expect(200);
        chat.pinnedMessage = message;
        return "pin " + message;
    }

    private static List<MessageModel> visible(ChatModel chat, Person actor, Predicate<MessageModel> wanted) {
        return chat.visibleTo(actor.id()).stream().filter(wanted).toList();
    }
}
