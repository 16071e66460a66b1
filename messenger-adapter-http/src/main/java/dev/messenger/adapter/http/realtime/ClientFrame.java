package dev.messenger.adapter.http.realtime;

import dev.messenger.adapter.http.endpoint.IdFields;
import dev.messenger.adapter.http.json.JsonReader;
import dev.messenger.adapter.http.json.MalformedJson;
import dev.messenger.application.realtime.port.Signal.Activity;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.shared.InvalidValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A frame that a client sends over a WebSocket (rules R1, R5). */
sealed interface ClientFrame {

    JsonReader READER = new JsonReader();

    /** Authenticates the client. */
    record Auth(String token) implements ClientFrame {}

    /** Says that the user starts or stops an activity in a chat. */
    record ActivityChange(ChatId chat, Activity activity, boolean active) implements ClientFrame {}

    /** The JSON of a frame. */
    record Body(
            String type, @Nullable String token, @Nullable Long chatId) {}

    /**
     * Reads a frame.
     *
     * @throws InvalidValue when the frame is malformed or of an unknown type
     */
    static ClientFrame read(String text) {
        Body body;
        try {
            body = READER.read(text.getBytes(StandardCharsets.UTF_8), Body.class);
        } catch (MalformedJson e) {
            throw new InvalidValue("frame", "must be a JSON object with a type");
        }
        if (body.type().equals("auth")) {
            return new Auth(body.token() == null ? "" : body.token());
        }
        for (Activity activity : Activity.values()) {
            String prefix = EventBodies.prefixOf(activity);
            if (body.type().equals(prefix + "start") || body.type().equals(prefix + "stop")) {
                if (body.chatId() == null) {
                    throw new InvalidValue("chat_id", "is required");
                }
                return new ActivityChange(
                        IdFields.required("chat_id", body.chatId(), ChatId::new),
                        activity,
                        body.type().endsWith("start"));
            }
        }
        throw new InvalidValue(
                "type", "must be auth, typing_…, recording_voice_… or recording_video_…, with start or stop");
    }
}
