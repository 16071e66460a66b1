package dev.messenger.app.http.fuzz;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Ids and tokens that responses contained, whoever got them, by the names of their fields. Thread-safe. */
final class Ids {

    private static final int MOST = 60;

    private final Map<String, List<String>> byKind = new ConcurrentHashMap<>();

    /** Remembers the ids of a response. */
    void learn(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::learn);
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            String name = field.getKey();
            if (value.isContainer()) {
                learn(value);
            } else if (!value.isNull() && isIdentifying(name)) {
                learn(name.equals("id") ? kindOf(node) : kind(name), value.asString());
            }
        }
    }

    /** Remembers one id of a kind such as {@code chat}. */
    void learn(String kind, String value) {
        List<String> known = byKind.computeIfAbsent(kind, unseen -> new CopyOnWriteArrayList<>());
        if (known.size() < MOST && !known.contains(value)) {
            known.add(value);
        }
    }

    /** A known value for a field or parameter, sometimes one of another kind; the fallback where none is known. */
    String pick(String name, String fallback, SplittableRandom random) {
        List<String> known = byKind.get(kind(name));
        if (known == null || random.nextInt(10) == 0) {
            List<List<String>> all = List.copyOf(byKind.values());
            known = all.isEmpty() ? List.of() : all.get(random.nextInt(all.size()));
        }
        return known.isEmpty() ? fallback : known.get(random.nextInt(known.size()));
    }

    static boolean isIdentifying(String name) {
        return name.equals("id")
                || name.endsWith("_id")
                || name.endsWith("_ids")
                || name.equals("jti")
                || name.equals("token")
                || name.equals("cursor")
                || name.equals("username")
                || name.equals("email")
                || name.endsWith("_url")
                || name.endsWith("_key");
    }

    /** The kind of a field: {@code reply_to_message_id} and {@code message_ids} are messages. */
    private static String kind(String name) {
        String stem = name.replaceAll("_ids?$", "");
        String last = stem.substring(stem.lastIndexOf('_') + 1);
        return switch (last) {
            case "sender", "member", "creator", "owner", "user" -> "user";
            case "before", "after" -> "message";
            default -> last;
        };
    }

    private static String kindOf(JsonNode object) {
        if (object.has("sender_id")) {
            return "message";
        }
        if (object.has("members_count")) {
            return "chat";
        }
        return object.has("username") ? "user" : "id";
    }
}
