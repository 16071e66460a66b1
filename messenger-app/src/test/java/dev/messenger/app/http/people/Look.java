package dev.messenger.app.http.people;

import dev.messenger.app.testing.Api;
import dev.messenger.domain.people.Relationship;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way to view a user.
 *
 * @param endpoint method and path as declared
 * @param how the variant, or empty
 * @param viewers the kinds of viewers it works for
 * @param request sends it; must not affect other looks
 */
record Look(String endpoint, String how, Set<Relationship> viewers, BiFunction<Api, Encounter, Api.Response> request) {

    private static final Set<Relationship> ONESELF = Set.of(Relationship.SELF);
    private static final Set<Relationship> OTHERS =
            Set.of(Relationship.CONTACT, Relationship.STRANGER, Relationship.BLOCKED, Relationship.BLOCKING);
    private static final Set<Relationship> ALL_VIEWERS = Set.of(Relationship.values());

    static final List<Look> ALL =
            Stream.of(people(), chats(), doings()).flatMap(List::stream).toList();

    private static List<Look> people() {
        return List.of(
                new Look("GET /api/v1/auth/me", "", ONESELF, (api, them) -> api.get("/api/v1/auth/me")),
                new Look("GET /api/v1/users/me", "", ONESELF, (api, them) -> api.get("/api/v1/users/me")),
                new Look(
                        "PUT /api/v1/users/profile",
                        "",
                        ONESELF,
                        (api, them) -> api.put("/api/v1/users/profile", Map.of("bio", "Hi"))),
                new Look(
                        "GET /api/v1/users/{user_id}",
                        "",
                        ALL_VIEWERS,
                        (api, them) -> api.get("/api/v1/users/" + them.target().id())),
                new Look(
                        "GET /api/v1/users",
                        "",
                        ALL_VIEWERS,
                        (api, them) ->
                                api.get("/api/v1/users?ids=" + them.target().id())),
                new Look(
                        "GET /api/v1/users/presence",
                        "",
                        ALL_VIEWERS,
                        (api, them) -> api.get(
                                "/api/v1/users/presence?ids=" + them.target().id())),
                new Look(
                        "GET /api/v1/users/by-username/{username}",
                        "",
                        ALL_VIEWERS,
                        (api, them) -> api.get(
                                "/api/v1/users/by-username/" + them.target().username())),
                new Look(
                        "GET /api/v1/users/search",
                        "",
                        OTHERS,
                        (api, them) -> api.get(
                                "/api/v1/users/search?query=" + them.target().username())),
                new Look("GET /api/v1/users/contacts", "", OTHERS, (api, them) -> api.get("/api/v1/users/contacts")),
                new Look("GET /api/v1/users/blocked", "", OTHERS, (api, them) -> api.get("/api/v1/users/blocked")));
    }

    private static List<Look> chats() {
        return List.of(
                new Look(
                        "GET /api/v1/search",
                        "",
                        OTHERS,
                        (api, them) ->
                                api.get("/api/v1/search?query=" + them.target().username())),
                new Look("GET /api/v1/chats", "", OTHERS, (api, them) -> api.get("/api/v1/chats")),
                new Look(
                        "GET /api/v1/chats",
                        "searched",
                        OTHERS,
                        (api, them) ->
                                api.get("/api/v1/chats?query=" + them.target().username())),
                new Look(
                        "GET /api/v1/chats/discover",
                        "",
                        OTHERS,
                        (api, them) -> api.get(
                                "/api/v1/chats/discover?query=" + them.viewer().username())),
                new Look("GET /api/v1/chats/saved", "", OTHERS, (api, them) -> api.get("/api/v1/chats/saved")),
                new Look(
                        "GET /api/v1/chats/{chat_id}",
                        "private",
                        OTHERS,
                        (api, them) -> api.get("/api/v1/chats/" + them.pair())),
                new Look(
                        "GET /api/v1/chats/{chat_id}",
                        "group",
                        OTHERS,
                        (api, them) -> api.get("/api/v1/chats/" + them.group())),
                new Look(
                        "POST /api/v1/chats",
                        "that is there",
                        OTHERS,
                        (api, them) -> api.post(
                                "/api/v1/chats",
                                Map.of(
                                        "type",
                                        "private",
                                        "member_ids",
                                        List.of(them.target().id())))));
    }

    private static List<Look> doings() {
        return List.of(
                onPair("unarchive"),
                onPair("archive"),
                onPair("pin-chat"),
                onPair("unpin-chat"),
                new Look("POST /api/v1/chats/{chat_id}/pin", "", OTHERS, (api, them) -> {
                    Map<String, @Nullable Object> nothing = new HashMap<>();
                    nothing.put("message_id", null);
                    return api.post("/api/v1/chats/" + them.pair() + "/pin", nothing);
                }),
                new Look(
                        "PATCH /api/v1/chats/{chat_id}/title",
                        "",
                        OTHERS,
                        (api, them) -> api.patch(
                                "/api/v1/chats/" + them.group() + "/title",
                                Map.of("title", "Group of " + them.viewer().username()))),
                new Look(
                        "PATCH /api/v1/chats/{chat_id}/profile",
                        "",
                        OTHERS,
                        (api, them) -> api.patch(
                                "/api/v1/chats/" + them.group() + "/profile", Map.of("description", "About us"))),
                new Look(
                        "POST /api/v1/chats/{chat_id}/join",
                        "",
                        OTHERS,
                        (api, them) -> api.post("/api/v1/chats/" + them.group() + "/join")),
                new Look(
                        "POST /api/v1/chats/join-by-invite",
                        "",
                        OTHERS,
                        (api, them) -> api.post("/api/v1/chats/join-by-invite", Map.of("token", them.invite()))));
    }

    /** The chat stays in the list. */
    private static Look onPair(String deed) {
        return new Look("POST /api/v1/chats/{chat_id}/" + deed, "", OTHERS, (api, them) -> {
            Api.Response answer = api.post("/api/v1/chats/" + them.pair() + "/" + deed);
            api.post("/api/v1/chats/" + them.pair() + "/unarchive").expect(200);
            return answer;
        });
    }

    boolean isFor(Relationship viewer) {
        return viewers.contains(viewer);
    }

    /** A chat with one member, which shows nobody. */
    boolean showsNobody() {
        return endpoint.equals("GET /api/v1/chats/saved");
    }

    Api.Response send(Encounter them) {
        return request.apply(them.viewer().api(), them);
    }

    @Override
    public String toString() {
        return how.isEmpty() ? endpoint : endpoint + " " + how;
    }
}
