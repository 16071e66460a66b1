package dev.messenger.app.testing;

import java.util.Map;

/** A registered, verified and signed-in person. */
public record Person(long id, String username, String email, String password, String token, Api api) {

    /** The id of the private chat with {@code other}. */
    public long privateChatWith(Person other) {
        return api.post("/api/v1/chats", Map.of("type", "private", "member_ids", new long[] {other.id()}))
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }

    /** Sends a text message and returns its id. */
    public long send(long chat, String text) {
        return api.post("/api/v1/messages", Map.of("chat_id", chat, "type", "text", "text", text))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }
}
