package dev.messenger.app.http.chat;

import dev.messenger.app.testing.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A chat by the plain rules, without any optimisation. */
final class ChatModel {

    final Chat chat;
    final String publicId;
    final String type;
    final String handle;
    final String createdAt;
    final boolean isPublic;
    /** By user id, oldest membership first. */
    final Map<Long, Side> sides = new LinkedHashMap<>();

    final List<MessageModel> messages = new ArrayList<>();
    final Set<Long> banned = new HashSet<>();
    String title;

    @Nullable
    Long pinnedMessage;

    boolean isPrivate() {
        return type.equals("private");
    }

    /** The members that {@code text} of {@code sender} mentions. */
    Set<Long> mentionedIn(String text, long sender) {
        return sides.values().stream()
                .map(side -> side.person)
                .filter(person -> person.id() != sender && text.contains("@" + person.username()))
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    /** One member's view of the chat. */
    static final class Side {
        final Person person;
        final long baseline;
        String role;
        boolean archived;
        boolean pinned;
        boolean muted;
        long delivered;
        long read;
        long cleared;

        @Nullable
        Long hidden;

        private Side(Person person, String role, long baseline) {
            this.person = person;
            this.role = role;
            this.baseline = baseline;
        }
    }

    private ChatModel(Chat chat, JsonNode shown) {
        this.chat = chat;
        this.publicId = shown.get("public_id").asString();
        this.type = shown.get("type").asString();
        this.title = text(shown.get("title"));
        this.handle = text(shown.get("handle"));
        this.createdAt = shown.get("created_at").asString();
        this.isPublic = shown.get("is_public").asBoolean();
    }

    static ChatModel of(Chat chat, Person owner, List<Person> members) {
        ChatModel model = new ChatModel(chat, chat.seenBy(owner));
        for (Person member : members) {
            model.come(member);
        }
        if (!model.type.equals("private")) {
            model.sides.get(owner.id()).role = "owner";
        }
        return model;
    }

    void come(Person person) {
        sides.put(person.id(), new Side(person, "member", newest()));
    }

    void leave(long user) {
        boolean owned = rank(user) == 0;
        sides.remove(user);
        if (owned) {
            Side first = sides.values().iterator().next();
            sides.values().stream()
                    .filter(side -> side.role.equals("admin"))
                    .findFirst()
                    .orElse(first)
                    .role = "owner";
        }
    }

    /** 0 for the owner, 1 for an admin, 2 for others. */
    int rank(long user) {
        return switch (sides.get(user).role) {
            case "owner" -> 0;
            case "admin" -> 1;
            default -> 2;
        };
    }

    long newest() {
        return messages.isEmpty() ? 0 : messages.getLast().id;
    }

    List<MessageModel> visibleTo(long user) {
        Side side = sides.get(user);
        return side == null
                ? List.of()
                : messages.stream()
                        .filter(message -> message.id > side.cleared)
                        .filter(message -> message.isVisibleTo(user))
                        .toList();
    }

    /** The other side of a private chat. */
    Person counterpartOf(Person viewer) {
        return sides.values().stream()
                .map(side -> side.person)
                .filter(person -> !person.equals(viewer))
                .findFirst()
                .orElseThrow();
    }

    /** The history as a member sees it, the newest first. */
    List<Map<String, String>> historyShownTo(long viewer) {
        return visibleTo(viewer).reversed().stream()
                .map(message -> message.shown(chat.id(), statusFor(viewer, message)))
                .toList();
    }

    private String statusFor(long viewer, MessageModel message) {
        if (message.sender != viewer) {
            return "null";
        }
        List<Side> others = sides.values().stream()
                .filter(side -> side.person.id() != viewer)
                .toList();
        if (others.stream().anyMatch(side -> side.read >= message.id)) {
            return "read";
        }
        return others.stream().anyMatch(side -> side.delivered >= message.id) ? "delivered" : "sent";
    }

    /** Ids of a thread as a member sees it, breadth first, each level by id. */
    List<Long> thread(MessageModel root, long viewer) {
        List<Long> thread = new ArrayList<>();
        List<MessageModel> level = List.of(root);
        while (!level.isEmpty()) {
            Set<Long> parents = new HashSet<>();
            level.forEach(message -> parents.add(message.id));
            level.stream().filter(visibleTo(viewer)::contains).forEach(message -> thread.add(message.id));
            level = messages.stream()
                    .filter(message -> message.replyTo != null && parents.contains(message.replyTo))
                    .toList();
        }
        return thread;
    }

    boolean isListed(long user, boolean archived) {
        Side side = sides.get(user);
        return side != null && side.archived == archived && (side.hidden == null || newest() > side.hidden);
    }

    /** Pinned first, then by newest activity; ties by descending id. */
    static Comparator<ChatModel> order(long user) {
        return Comparator.comparing((ChatModel model) -> model.sides.get(user).pinned)
                .thenComparing(model -> model.activity(user))
                .thenComparingLong(model -> model.chat.id())
                .reversed();
    }

    private String activity(long user) {
        List<MessageModel> visible = visibleTo(user);
        return visible.isEmpty() ? createdAt : visible.getLast().createdAt;
    }

    private List<MessageModel> unread(Side side) {
        return visibleTo(side.person.id()).stream()
                .filter(message -> message.sender != side.person.id())
                .filter(message -> message.id > Math.max(side.read, side.baseline))
                .toList();
    }

    private long unreadMentions(Side side) {
        return unread(side).stream()
                .filter(message -> message.mentioned.contains(side.person.id()))
                .count();
    }

    /** ChatRead without presence; each value as text, null as "null". */
    Map<String, Object> shownTo(Person viewer) {
        Side side = sides.get(viewer.id());
        Person other = isPrivate() ? counterpartOf(viewer) : null;
        List<MessageModel> visible = visibleTo(viewer.id());
        MessageModel last = visible.isEmpty() ? null : visible.getLast();
        boolean seesPinned = visible.stream().anyMatch(message -> pinnedMessage != null && message.id == pinnedMessage);
        String counterpart = other == null ? "null" : "Name of " + other.username();
        Map<String, Object> shown = new HashMap<>();
        shown.put("id", Long.toString(chat.id()));
        shown.put("public_id", publicId);
        shown.put("type", type);
        shown.put("title", title);
        shown.put("avatar_url", "null");
        shown.put("display_title", other == null ? title : counterpart);
        shown.put("handle", handle);
        shown.put("description", "null");
        shown.put("is_public", Boolean.toString(isPublic));
        shown.put("is_saved", "false");
        shown.put("archived", Boolean.toString(side != null && side.archived));
        shown.put("pinned", Boolean.toString(side != null && side.pinned));
        shown.put(
                "unread_count",
                side == null ? "0" : Integer.toString(unread(side).size()));
        shown.put("unread_mentions_count", side == null ? "0" : Long.toString(unreadMentions(side)));
        shown.put("pinned_message_id", seesPinned ? String.valueOf(pinnedMessage) : "null");
        shown.put("members_count", Integer.toString(sides.size()));
        shown.put("subscribers_count", type.equals("channel") ? Integer.toString(sides.size()) : "null");
        shown.put("counterpart_user_id", other == null ? "null" : Long.toString(other.id()));
        shown.put("counterpart_name", counterpart);
        shown.put("counterpart_username", other == null ? "null" : other.username());
        shown.put("counterpart_avatar_url", "null");
        shown.put("last_message_text", last == null ? "null" : last.text);
        shown.put("last_message_type", last == null ? "null" : "text");
        shown.put("last_message_created_at", last == null ? "null" : last.createdAt);
        shown.put("my_role", side == null ? "null" : side.role);
        shown.put("created_at", createdAt);
        shown.put("muted", Boolean.toString(side != null && side.muted));
        shown.put("last_message_id", last == null ? "null" : Long.toString(last.id));
        shown.put("cleared_message_id", side == null || side.cleared == 0 ? "null" : Long.toString(side.cleared));
        return shown;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "null" : value.asString();
    }

    @Override
    public String toString() {
        return type + " " + chat.id();
    }
}
