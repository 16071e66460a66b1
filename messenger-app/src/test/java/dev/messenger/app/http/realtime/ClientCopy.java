package dev.messenger.app.http.realtime;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client's copy of its chats by the rules of {@code docs/realtime.md}: fetched once, then updated by events. The client fetches an
 * unknown chat together with its history.
 */
final class ClientCopy {

    private static final List<String> PRESENCE =
            List.of("online_count", "counterpart_is_online", "counterpart_last_seen_at");
    private static final int MOST = 1_000;

    private final Person me;
    private final Map<Long, ObjectNode> chats = new HashMap<>();
    private final Map<Long, TreeMap<Long, ObjectNode>> histories = new HashMap<>();
    private final Map<Long, JsonNode> reactions = new HashMap<>();

    ClientCopy(Person me) {
        this.me = me;
    }

    /** The current state by REST. */
    static ClientCopy fetched(Person me) {
        ClientCopy copy = new ClientCopy(me);
        copy.fetchEverything();
        return copy;
    }

    /** Fetches everything by REST. */
    void fetchEverything() {
        chats.clear();
        histories.clear();
        reactions.clear();
        for (boolean archived : new boolean[] {false, true}) {
            me.api()
                    .get("/api/v1/chats?limit=200&archived=" + archived)
                    .expect(200)
                    .json()
                    .values()
                    .forEach(chat -> {
                        chats.put(id(chat), (ObjectNode) chat);
                        fetchHistory(id(chat));
                    });
        }
    }

    private void fetchChat(long chat) {
        Api.Response answer = me.api().get("/api/v1/chats/" + chat);
        if (answer.status() == 200 && !answer.json().get("my_role").isNull()) {
            ObjectNode read = (ObjectNode) answer.json();
            read.remove("members");
            chats.put(chat, read);
            fetchHistory(chat);
        }
    }

    private void fetchHistory(long chat) {
        TreeMap<Long, ObjectNode> history = new TreeMap<>();
        histories.put(chat, history);
        Api.Response answer = me.api().get("/api/v1/messages/" + chat + "?limit=200");
        if (answer.status() != 200) {
            return; // removed meanwhile; an event will say so
        }
        for (JsonNode message : answer.json().values()) {
            history.put(id(message), (ObjectNode) message);
            Api.Response given = me.api().get("/api/v1/messages/" + id(message) + "/reactions");
            if (given.status() == 200) {
                reactions.put(id(message), given.json());
            }
        }
    }

    /** Applies an event. */
    void take(JsonNode event) {
        JsonNode data = event.get("data");
        switch (event.get("type").asString()) {
            case "resync" -> fetchEverything();
            case "message_created" -> created(data);
            case "message_updated" -> updated(data);
            case "message_deleted" ->
                forget(data.get("chat_id").asLong(), data.get("message_id").asLong());
            case "message_delivered" -> receipt(data, "delivered");
            case "message_read" -> receipt(data, "read");
            case "reaction_changed" -> {
                if (reactions.containsKey(data.get("message_id").asLong())) {
                    reactions.put(data.get("message_id").asLong(), data.get("reactions"));
                }
            }
            case "chat_created", "chat_updated" -> changed(data);
            case "chat_deleted" -> drop(id(data));
            case "member_added" -> {
                if (data.get("user_id").asLong() == me.id()) {
                    fetchChat(data.get("chat_id").asLong());
                } else {
                    counts(data);
                }
            }
            case "member_removed" -> {
                if (data.get("user_id").asLong() == me.id()) {
                    drop(data.get("chat_id").asLong());
                } else {
                    counts(data);
                }
            }
            case "member_role_changed" -> {
                ObjectNode chat = chats.get(data.get("chat_id").asLong());
                if (chat != null && data.get("user_id").asLong() == me.id()) {
                    chat.set("my_role", data.get("role"));
                }
                counts(data);
            }
            case "chat_counts_changed" -> counts(data);
            case "user_updated" -> person(data);
            default -> {
                // ready, and ephemeral events
            }
        }
    }

    private void created(JsonNode data) {
        long chatId = data.get("chat_id").asLong();
        ObjectNode chat = chats.get(chatId);
        if (chat == null) {
            fetchChat(chatId);
            return;
        }
        ObjectNode message = ((ObjectNode) data).deepCopy();
        boolean mentioned = message.remove("mentioned").asBoolean();
        histories.get(chatId).put(id(message), message);
        reactions.putIfAbsent(id(message), message.arrayNode());
        if (id(message) <= chat.get("last_message_id").asLong(0)) {
            return; // the chat was fetched after this message
        }
        chat.set("last_message_id", message.get("id"));
        chat.set("last_message_created_at", message.get("created_at"));
        showLast(chat, message);
        if (message.get("sender_id").asLong() != me.id()) {
            more(chat, "unread_count");
            if (mentioned) {
                more(chat, "unread_mentions_count");
            }
        }
    }

    private static void more(ObjectNode chat, String count) {
        chat.put(count, Math.min(MOST, chat.get(count).asInt() + 1));
    }

    private static void showLast(ObjectNode chat, JsonNode message) {
        chat.set("last_message_text", message.get("text"));
        chat.set("last_message_type", message.get("type"));
    }

    private void updated(JsonNode message) {
        ObjectNode chat = chats.get(message.get("chat_id").asLong());
        if (chat == null) {
            return;
        }
        histories.get(id(chat)).put(id(message), (ObjectNode) message);
        reactions.putIfAbsent(id(message), ((ObjectNode) message).arrayNode());
        if (chat.get("last_message_id").asLong(0) == id(message)) {
            showLast(chat, message);
        }
    }

    private void changed(JsonNode data) {
        boolean known = chats.containsKey(id(data));
        chats.put(id(data), (ObjectNode) data);
        if (!known) {
            fetchHistory(id(data));
        }
        List.copyOf(histories
                        .get(id(data))
                        .headMap(data.get("cleared_message_id").asLong(0), true)
                        .keySet())
                .forEach(message -> forget(id(data), message));
    }

    private void forget(long chat, long message) {
        reactions.remove(message);
        if (histories.containsKey(chat)) {
            histories.get(chat).remove(message);
        }
    }

    private void drop(long chat) {
        chats.remove(chat);
        TreeMap<Long, ObjectNode> history = histories.remove(chat);
        if (history != null) {
            history.keySet().forEach(reactions::remove);
        }
    }

    private void receipt(JsonNode data, String status) {
        if (data.get("user_id").asLong() == me.id()
                || !chats.containsKey(data.get("chat_id").asLong())) {
            return;
        }
        for (ObjectNode message : histories
                .get(data.get("chat_id").asLong())
                .headMap(data.get("message_id").asLong(), true)
                .values()) {
            if (isMine(message) && !message.get("delivery_status").asString().equals("read")) {
                message.put("delivery_status", status);
            }
        }
    }

    private void counts(JsonNode data) {
        ObjectNode chat = chats.get(data.get("chat_id").asLong());
        if (chat == null) {
            return;
        }
        chat.set("members_count", data.get("members_count"));
        if (isChannel(chat)) {
            chat.set("subscribers_count", data.get("members_count"));
        }
        if (knowsProgress(chat)) {
            for (ObjectNode message : histories.get(id(chat)).values()) {
                if (isMine(message)) {
                    message.put(
                            "delivery_status",
                            id(message) <= data.get("read_message_id").asLong(0)
                                    ? "read"
                                    : id(message)
                                                    <= data.get("delivered_message_id")
                                                            .asLong(0)
                                            ? "delivered"
                                            : "sent");
                }
            }
        }
    }

    private void person(JsonNode data) {
        for (ObjectNode chat : chats.values()) {
            if (chat.get("counterpart_user_id").asLong(0) == id(data)) {
                chat.set("counterpart_name", data.get("name"));
                chat.set("display_title", data.get("name"));
                chat.set("counterpart_username", data.get("username"));
                chat.set("counterpart_avatar_url", data.get("avatar_url"));
            }
        }
    }

    private boolean isMine(JsonNode message) {
        return message.get("sender_id").asLong() == me.id();
    }

    /** In a channel, only members who may post see the status of their messages. */
    private static boolean knowsProgress(JsonNode chat) {
        return !isChannel(chat) || !chat.get("my_role").asString().equals("member");
    }

    private static boolean isChannel(JsonNode chat) {
        return chat.get("type").asString().equals("channel");
    }

    private static long id(JsonNode read) {
        return read.get("id").asLong();
    }

    /** The whole copy as lines, without presence: each chat with its history. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ObjectNode chat : new TreeMap<>(chats).values()) {
            lines.add("chat " + plain(chat, PRESENCE));
            List<String> unknown = knowsProgress(chat) ? List.of() : List.of("delivery_status");
            histories.get(id(chat)).values().forEach(message -> {
                lines.add("message " + plain(message, unknown));
                lines.add("reactions " + reactions.get(id(message)));
            });
        }
        return lines;
    }

    /** The chats in list order: pinned first, then newest activity; ties by descending id. */
    List<Long> listed(boolean archived) {
        return chats.values().stream()
                .filter(chat -> chat.get("archived").asBoolean() == archived)
                .sorted(Comparator.comparing(
                                (ObjectNode chat) -> chat.get("pinned").asBoolean())
                        .thenComparing(ClientCopy::activity)
                        .thenComparingLong(ClientCopy::id)
                        .reversed())
                .map(ClientCopy::id)
                .toList();
    }

    private static String activity(JsonNode chat) {
        JsonNode last = chat.get("last_message_created_at");
        return last.isNull() ? chat.get("created_at").asString() : last.asString();
    }

    /** Removes what differs in each response, such as signatures of links. */
    private static Map<String, String> plain(ObjectNode read, List<String> without) {
        Map<String, String> plain = new TreeMap<>();
        read.properties().forEach(field -> {
            if (!without.contains(field.getKey())) {
                plain.put(field.getKey(), field.getValue().toString().replaceAll("\\?X-Amz[^\"]*", ""));
            }
        });
        return plain;
    }
}
