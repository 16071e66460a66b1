package dev.messenger.app.http.chat;

import dev.messenger.app.http.chat.PermissionWalkIT.Scene;
import dev.messenger.app.http.chat.PermissionWalkIT.Walker;
import dev.messenger.app.testing.Api;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One way to call an endpoint.
 *
 * @param endpoint method and path as declared
 * @param how the variant, or empty
 * @param permission the permission it requires; it may depend on the kind of chat
 * @param success the status of an allowed request
 * @param request sends it
 * @param rule what decides besides the permission
 */
record Walk(
        String endpoint,
        String how,
        Function<Standing, Permission> permission,
        int success,
        BiFunction<Api, Scene, Api.Response> request,
        Rule rule) {

    /** What decides besides the table. */
    enum Rule {
        /** Nothing. */
        TABLE,
        /** Non-members do not see messages, not even of a public chat (rule H6). */
        MESSAGE,
        /** Only the sender, as long as they may post. */
        OWN_MESSAGE,
        /** The sender, and whoever may delete other people's messages. */
        OWN_MESSAGE_OR_MODERATE,
        /** A member has joined already, and a removed one must stay out. */
        JOINING
    }

    static final List<Walk> ALL = List.of(
            get("/api/v1/chats/{chat_id}", Permission.SEE_CHAT),
            patch("/api/v1/chats/{chat_id}/title", Permission.EDIT_PROFILE, Map.of("title", "New")),
            patch("/api/v1/chats/{chat_id}/profile", Permission.EDIT_PROFILE, Map.of("description", "New")),
            post("/api/v1/chats/{chat_id}/pin", Permission.PIN, 200, scene -> Map.of("message_id", scene.message())),
            new Walk(
                    "DELETE /api/v1/chats/{chat_id}",
                    "for all",
                    always(Permission.DELETE_FOR_ALL),
                    204,
                    (api, scene) -> api.delete(scene.chat().path("?for_all=true")),
                    Rule.TABLE),
            new Walk(
                    "DELETE /api/v1/chats/{chat_id}",
                    "for oneself",
                    standing -> standing.type() == ChatType.PRIVATE ? Permission.ARRANGE : Permission.LEAVE,
                    204,
                    (api, scene) -> api.delete(scene.chat().path("?for_all=false")),
                    Rule.TABLE),
            get("/api/v1/chats/{chat_id}/members", Permission.SEE_MEMBERS),
            post(
                    "/api/v1/chats/{chat_id}/members",
                    Permission.ADD_MEMBERS,
                    201,
                    scene -> Map.of("user_id", scene.people().newcomer().id())),
            new Walk(
                    "PATCH /api/v1/chats/{chat_id}/members/{user_id}/role",
                    "",
                    always(Permission.CHANGE_ROLES),
                    200,
                    (api, scene) -> api.patch(
                            scene.chat()
                                    .path("/members/" + scene.people().other().id() + "/role"),
                            Map.of("role", "admin")),
                    Rule.TABLE),
            new Walk(
                    "DELETE /api/v1/chats/{chat_id}/members/{user_id}",
                    "",
                    always(Permission.REMOVE_MEMBERS),
                    204,
                    (api, scene) -> api.delete(scene.chat()
                            .path("/members/" + scene.people().other().id())),
                    Rule.TABLE),
            new Walk(
                    "POST /api/v1/chats/{chat_id}/join",
                    "",
                    always(Permission.JOIN),
                    200,
                    (api, scene) -> api.post(scene.chat().path("/join")),
                    Rule.JOINING),
            post("/api/v1/chats/{chat_id}/leave", Permission.LEAVE, 204),
            post("/api/v1/chats/{chat_id}/invite-link", Permission.INVITE, 200),
            new Walk(
                    "DELETE /api/v1/chats/{chat_id}/invite-link",
                    "",
                    always(Permission.INVITE),
                    204,
                    (api, scene) -> api.delete(scene.chat().path("/invite-link")),
                    Rule.TABLE),
            post("/api/v1/chats/{chat_id}/archive", Permission.ARRANGE, 200),
            post("/api/v1/chats/{chat_id}/unarchive", Permission.ARRANGE, 200),
            post("/api/v1/chats/{chat_id}/pin-chat", Permission.ARRANGE, 200),
            post("/api/v1/chats/{chat_id}/unpin-chat", Permission.ARRANGE, 200),
            post("/api/v1/chats/{chat_id}/clear", Permission.ARRANGE, 204),
            get("/api/v1/chats/{chat_id}/notifications", Permission.ARRANGE),
            new Walk(
                    "PUT /api/v1/chats/{chat_id}/notifications",
                    "",
                    always(Permission.ARRANGE),
                    200,
                    (api, scene) -> api.put(scene.chat().path("/notifications"), Map.of("muted", true)),
                    Rule.TABLE),
            new Walk(
                    "POST /api/v1/messages",
                    "",
                    always(Permission.POST),
                    201,
                    (api, scene) -> api.post(
                            "/api/v1/messages", Map.of("chat_id", scene.chat().id(), "type", "text", "text", "Hi")),
                    Rule.TABLE),
            new Walk(
                    "GET /api/v1/messages/{id}",
                    "",
                    always(Permission.READ),
                    200,
                    (api, scene) -> api.get("/api/v1/messages/" + scene.chat().id()),
                    Rule.TABLE),
            new Walk(
                    "GET /api/v1/chats/{chat_id}/messages/{message_id}",
                    "",
                    always(Permission.READ),
                    200,
                    (api, scene) -> api.get(scene.chat().path("/messages/" + scene.message())),
                    Rule.TABLE),
            new Walk(
                    "GET /api/v1/messages/search",
                    "",
                    always(Permission.READ),
                    200,
                    (api, scene) -> api.get("/api/v1/messages/search?query=hello&chat_id="
                            + scene.chat().id()),
                    Rule.TABLE),
            new Walk(
                    "POST /api/v1/messages/status",
                    "",
                    always(Permission.READ),
                    200,
                    (api, scene) -> api.post(
                            "/api/v1/messages/status",
                            Map.of(
                                    "chat_id",
                                    scene.chat().id(),
                                    "message_id",
                                    scene.message(),
                                    "status",
                                    "message_read")),
                    Rule.MESSAGE),
            new Walk(
                    "POST /api/v1/media/attachments",
                    "",
                    always(Permission.POST),
                    422, // nothing is uploaded, so whoever may attach gets this error
                    (api, scene) -> api.post(
                            "/api/v1/media/attachments",
                            Map.of(
                                    "message_id",
                                    scene.message(),
                                    "file_url",
                                    "http://localhost/nothing",
                                    "file_type",
                                    "image/png",
                                    "file_size",
                                    1)),
                    Rule.OWN_MESSAGE),
            get("/api/v1/media/chats/{chat_id}/attachments", Permission.READ),
            new Walk(
                    "PUT /api/v1/messages/{id}",
                    "",
                    always(Permission.POST),
                    200,
                    (api, scene) -> api.put(message(scene, ""), Map.of("text", "Edited")),
                    Rule.OWN_MESSAGE),
            new Walk(
                    "DELETE /api/v1/messages/{id}",
                    "for all",
                    always(Permission.MODERATE),
                    204,
                    (api, scene) -> api.delete(message(scene, "?for_all=true")),
                    Rule.OWN_MESSAGE_OR_MODERATE),
            new Walk(
                    "DELETE /api/v1/messages/{id}",
                    "for oneself",
                    always(Permission.READ),
                    204,
                    (api, scene) -> api.delete(message(scene, "")),
                    Rule.MESSAGE),
            new Walk(
                    "GET /api/v1/messages/{message_id}/thread",
                    "",
                    always(Permission.READ),
                    200,
                    (api, scene) -> api.get(message(scene, "/thread")),
                    Rule.MESSAGE),
            new Walk(
                    "POST /api/v1/messages/{message_id}/forward",
                    "",
                    always(Permission.POST),
                    201,
                    (api, scene) -> api.post(
                            message(scene, "/forward"),
                            Map.of("target_chat_id", scene.chat().id())),
                    Rule.MESSAGE),
            new Walk(
                    "POST /api/v1/messages/{message_id}/forward-bulk",
                    "",
                    always(Permission.POST),
                    201,
                    (api, scene) -> api.post(
                            message(scene, "/forward-bulk"),
                            Map.of("target_chat_ids", List.of(scene.chat().id()))),
                    Rule.MESSAGE),
            new Walk(
                    "GET /api/v1/messages/{message_id}/reactions",
                    "",
                    always(Permission.READ),
                    200,
                    (api, scene) -> api.get(message(scene, "/reactions")),
                    Rule.MESSAGE),
            new Walk(
                    "POST /api/v1/messages/{message_id}/reactions/toggle",
                    "",
                    always(Permission.REACT),
                    200,
                    (api, scene) -> api.post(message(scene, "/reactions/toggle"), Map.of("emoji", "👍")),
                    Rule.MESSAGE));

    Api.Response send(Api api, Scene scene) {
        return request.apply(api, scene);
    }

    /** Whether a scene cannot be used again after a success. */
    boolean changes() {
        return !endpoint.startsWith("GET");
    }

    /** Whether it sends something to the other side of a private chat (rule U8). */
    boolean isTalk(Standing standing) {
        Permission asked = permission.apply(standing);
        return asked == Permission.POST || asked == Permission.REACT;
    }

    /** The expected status for a caller with this relation to the chat. */
    int expected(Standing standing, Walker walker) {
        Permission asked = permission.apply(standing);
        return switch (rule) {
            case TABLE -> byTable(standing, asked);
            case MESSAGE -> standing.isMember() ? byTable(standing, asked) : 404;
            case OWN_MESSAGE -> !standing.isMember() ? 404 : walker == Walker.OWNER ? byTable(standing, asked) : 403;
            case OWN_MESSAGE_OR_MODERATE ->
                !standing.isMember() ? 404 : walker == Walker.OWNER ? success : byTable(standing, asked);
            case JOINING ->
                standing.isMember()
                        ? success
                        : walker == Walker.REMOVED && standing.isPublic() ? 403 : byTable(standing, asked);
        };
    }

    private int byTable(Standing standing, Permission asked) {
        try {
            standing.require(asked);
            return success;
        } catch (ChatNotFound e) {
            return 404;
        } catch (Forbidden e) {
            return 403;
        } catch (RuleViolation e) {
            return 422;
        }
    }

    @Override
    public String toString() {
        return how.isEmpty() ? endpoint : endpoint + " " + how;
    }

    private static Walk get(String path, Permission permission) {
        return new Walk(
                "GET " + path, "", always(permission), 200, (api, scene) -> api.get(in(path, scene)), Rule.TABLE);
    }

    private static Walk patch(String path, Permission permission, Map<String, ?> body) {
        return new Walk(
                "PATCH " + path,
                "",
                always(permission),
                200,
                (api, scene) -> api.patch(in(path, scene), body),
                Rule.TABLE);
    }

    private static Walk post(String path, Permission permission, int success) {
        return new Walk(
                "POST " + path, "", always(permission), success, (api, scene) -> api.post(in(path, scene)), Rule.TABLE);
    }

    private static Walk post(String path, Permission permission, int success, Function<Scene, Map<String, ?>> body) {
        return new Walk(
                "POST " + path,
                "",
                always(permission),
                success,
                (api, scene) -> api.post(in(path, scene), body.apply(scene)),
                Rule.TABLE);
    }

    private static String in(String path, Scene scene) {
        return path.replace("{chat_id}", Long.toString(scene.chat().id()));
    }

    private static String message(Scene scene, String rest) {
        return "/api/v1/messages/" + scene.message() + rest;
    }

    private static Function<Standing, Permission> always(Permission permission) {
        return standing -> permission;
    }
}
