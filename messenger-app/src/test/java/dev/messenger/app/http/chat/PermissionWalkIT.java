package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls every endpoint that names a chat or a message, in every kind of chat and every relation to it, and compares each response
 * with the permission table of the domain. The endpoints come from the server's own document: a new one that is not in
 * {@link Walk} fails here.
 */
@Tag("C6")
@Tag("H6")
@Tag("H9")
@Tag("M16")
@Tag("U8")
class PermissionWalkIT {

    private static final TestServer SERVER = TestServer.shared();
    private static final People PEOPLE = new People();

    /** The caller's relation to the chat. Staff has removed a {@code REMOVED} member. */
    enum Walker {
        OWNER(Role.OWNER),
        ADMIN(Role.ADMIN),
        MEMBER(Role.MEMBER),
        STRANGER(null),
        REMOVED(null),
        SIGNED_OUT(null);

        private final @Nullable Role role;

        Walker(@Nullable Role role) {
            this.role = role;
        }
    }

    /** The kind of chat. */
    enum Place {
        PRIVATE(ChatType.PRIVATE, false),
        /** A private chat with a block; both sides call the endpoints. */
        BLOCKED(ChatType.PRIVATE, false),
        CLOSED_GROUP(ChatType.GROUP, false),
        OPEN_GROUP(ChatType.GROUP, true),
        CLOSED_CHANNEL(ChatType.CHANNEL, false),
        OPEN_CHANNEL(ChatType.CHANNEL, true);

        private final ChatType type;
        private final boolean isPublic;

        Place(ChatType type, boolean isPublic) {
            this.type = type;
            this.isPublic = isPublic;
        }

        /** A private chat has two equal members, and strangers. */
        private List<Walker> walkers() {
            return type == ChatType.PRIVATE
                    ? List.of(Walker.SIGNED_OUT, Walker.STRANGER, Walker.OWNER, Walker.MEMBER)
                    : List.of(
                            Walker.SIGNED_OUT,
                            Walker.STRANGER,
                            Walker.REMOVED,
                            Walker.MEMBER,
                            Walker.ADMIN,
                            Walker.OWNER);
        }
    }

    /** One caller of each kind, and someone to add. */
    record People(
            Person owner, Person admin, Person member, Person other, Person removed, Person stranger, Person newcomer) {

        private People() {
            this(
                    SERVER.person(),
                    SERVER.person(),
                    SERVER.person(),
                    SERVER.person(),
                    SERVER.person(),
                    SERVER.person(),
                    SERVER.person());
        }

        private Api of(Walker walker) {
            return switch (walker) {
                case OWNER -> owner.api();
                case ADMIN -> admin.api();
                case MEMBER -> member.api();
                case STRANGER -> stranger.api();
                case REMOVED -> removed.api();
                case SIGNED_OUT -> SERVER.api();
            };
        }
    }

    @Test
    void everyEndpointThatNamesAChatOrAMessageIsWalked() {
        JsonNode document = document();
        assertThat(declared(document)).as("the document names the endpoints").hasSizeGreaterThan(20);

        assertThat(unwalked(document))
                .as("endpoints that name a chat or a message and are not in Walk.ALL: add them with their permission")
                .isEmpty();
    }

    @Test
    void anEndpointThatNobodyWalksIsFound() {
        ObjectNode document = (ObjectNode) document();
        ObjectNode paths = (ObjectNode) document.get("paths");
        paths.putObject("/api/v1/chats/{chat_id}/sing").putObject("post");
        paths.putObject("/api/v1/songs")
                .putObject("get")
                .putArray("parameters")
                .addObject()
                .put("name", "chat_id");
        paths.putObject("/api/v1/choirs")
                .putObject("put")
                .putObject("requestBody")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/MessageStatusUpdateRequest");

        assertThat(unwalked(document))
                .containsExactlyInAnyOrder(
                        "POST /api/v1/chats/{chat_id}/sing", "GET /api/v1/songs", "PUT /api/v1/choirs");
    }

    private static Set<String> unwalked(JsonNode document) {
        Set<String> unwalked = declared(document);
        unwalked.removeAll(Walk.ALL.stream().map(Walk::endpoint).collect(Collectors.toSet()));
        return unwalked;
    }

    static Stream<Walk> declaredWalks() {
        Set<String> declared = declared(document());
        return Walk.ALL.stream().filter(walk -> declared.contains(walk.endpoint()));
    }

    @ParameterizedTest
    @MethodSource("declaredWalks")
    void answersAsTheTableSays(Walk walk) {
        List<String> wrong = new ArrayList<>();
        for (Place place : Place.values()) {
            Scene scene = Scene.set(place, PEOPLE);
            for (Walker walker : place.walkers()) {
                int expected = expected(walk, place, walker);
                Api.Response answer = walk.send(PEOPLE.of(walker), scene);
                if (answer.status() != expected) {
                    wrong.add("%s as %s: expected %d, got %d %s"
                            .formatted(place, walker, expected, answer.status(), answer.body()));
                }
                if (answer.status() < 300 && walk.changes()) {
                    scene = Scene.set(place, PEOPLE);
                }
            }
        }
        assertThat(wrong).as(walk.toString()).isEmpty();
    }

    private static int expected(Walk walk, Place place, Walker walker) {
        if (walker == Walker.SIGNED_OUT) {
            return 401;
        }
        Role role = place.type == ChatType.PRIVATE && walker.role != null ? Role.MEMBER : walker.role;
        Standing standing = new Standing(place.type, place.isPublic, role);
        boolean isBlocked = place == Place.BLOCKED && standing.isMember() && walk.isTalk(standing);
        return isBlocked ? 403 : walk.expected(standing, walker);
    }

    /** Endpoints that take a chat or a message in the path, the query or the body. */
    private static Set<String> declared(JsonNode document) {
        Set<String> found = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (names(document, path.getKey(), method.getValue())) {
                        found.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return found;
    }

    private static JsonNode document() {
        return SERVER.api().get("/openapi.json").expect(200).json();
    }

    private static boolean names(JsonNode document, String path, JsonNode operation) {
        boolean inQuery = operation.path("parameters").values().stream()
                .anyMatch(parameter -> isName(parameter.path("name").asString("")));
        String reference = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asString("");
        JsonNode body =
                document.path("components").path("schemas").path(reference.substring(reference.lastIndexOf('/') + 1));
        boolean inBody = body.path("properties").properties().stream().anyMatch(field -> isName(field.getKey()));
        return path.contains("{chat_id}")
                || path.contains("{message_id}")
                || path.contains("{id}")
                || inQuery
                || inBody;
    }

    private static boolean isName(String key) {
        return key.contains("chat_id") || (key.contains("message_id") && !key.equals("client_message_id"));
    }

    /**
     * A chat with all callers and a message.
     *
     * @param message by the owner, who is one side of a private chat
     */
    record Scene(Chat chat, long message, People people) {

        private static Scene set(Place place, People people) {
            String block = "/api/v1/users/" + people.owner().id() + "/block";
            people.member().api().delete(block).expect(204);
            Chat chat = chat(place, people);
            long message = people.owner().send(chat.id(), "Hello");
            if (place == Place.BLOCKED) {
                people.member().api().post(block).expect(204);
            }
            return new Scene(chat, message, people);
        }

        private static Chat chat(Place place, People people) {
            if (place.type == ChatType.PRIVATE) {
                Chat.pair(people.owner(), people.member())
                        .delete(people.owner(), true)
                        .expect(204);
                return Chat.pair(people.owner(), people.member());
            }
            String type = place.type.name().toLowerCase(Locale.ROOT);
            Person[] members = {people.admin(), people.member(), people.other(), people.removed()};
            Chat chat = place.isPublic
                    ? Chat.open(type, people.owner(), members)
                    : place.type == ChatType.GROUP
                            ? Chat.group(people.owner(), members)
                            : Chat.channel(people.owner(), members);
            chat.changeRole(people.owner(), people.admin(), "admin").expect(200);
            chat.remove(people.owner(), people.removed()).expect(204);
            return chat;
        }
    }
}
