package dev.messenger.adapter.http.notification;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.application.notification.Notifications;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The list of notifications. */
public record NotificationEndpoints(Notifications notifications) implements EndpointModule {

    private static final QueryParam<Integer> LIMIT = QueryParam.limit(50);
    private static final QueryParam<@Nullable Long> BEFORE_ID =
            QueryParam.id("before_id", Long::valueOf).optional();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/v1/notifications", "Notifications", "List my notifications")
                .description("Newest first; go on with the last id got as before_id. The payload is a JSON text.")
                .params(LIMIT, BEFORE_ID)
                .returnsList(200, NotificationRead.class)
                .handle(request -> Mapping.list(
                        notifications.list(request.user(), request.get(BEFORE_ID), request.get(LIMIT)),
                        NotificationRead::of)));
    }

    record NotificationRead(long id, long userId, NotificationType eventType, String payload, Instant createdAt) {

        static NotificationRead of(NotificationView view) {
            return new NotificationRead(
                    view.id(),
                    view.user().value(),
                    view.type(),
                    JSON.writeValueAsString(payload(view)),
                    view.createdAt());
        }

        private static Map<String, Object> payload(NotificationView view) {
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("chat_id", view.chat().value());
            if (view.message() != null) {
                payload.put("message_id", view.message().value());
            }
            payload.put("actor_id", view.actor().value());
            if (view.detail() != null) {
                payload.put(view.type() == NotificationType.REACTION_ADDED ? "emoji" : "role", view.detail());
            }
            return payload;
        }
    }
}
