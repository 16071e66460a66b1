package dev.messenger.adapter.http.realtime;

import dev.messenger.adapter.http.endpoint.IdFields;
import dev.messenger.adapter.http.json.JsonReader;
import dev.messenger.adapter.http.json.MalformedJson;
import dev.messenger.application.realtime.port.Signal.Activity;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.shared.InvalidValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client sends over a WebSocket (rules R1, R5). */
sealed interface ClientFrame {

    /** Who it is. */
    record Auth(String token) implements ClientFrame {}

    /** What its user is doing in a chat, or no longer does. */
    record Doing(ChatId chat, Activity activity, boolean active) implements ClientFrame {}

    /** A frame as it comes. */
    record Body(
            String type, @Nullable String token, @Nullable Long chatId) {}

    /**
     * Reads a frame.
     *
     * @throws InvalidValue when it is no frame that the server knows
     */
    static ClientFrame read(String text) {
        Body body;
        try {
            body = new JsonReader().read(text.getBytes(StandardCharsets.UTF_8), Body.class);
        } catch (MalformedJson e) {
            throw new InvalidValue("frame", "must be a JSON object with a type");
        }
        if (body.type().equals("auth")) {
            return new Auth(body.token() == null ? "" : body.token());
        }
        for (Activity activity : Activity.values()) {
            String name = EventBodies.nameOf(activity);
            if (body.type().equals(name + "start") || body.type().equals(name + "stop")) {
                if (body.chatId() == null) {
                    throw new InvalidValue("chat_id", "is required");
                }
                return new Doing(
                        IdFields.required("chat_id", body.chatId(), ChatId::new),
                        activity,
                        body.type().endsWith("start"));
            }
        }
        throw new InvalidValue(
                "type", "must be auth, typing_…, recording_voice_… or recording_video_…, with start or stop");
    }
}
