package dev.messenger.app.testing;

import java.util.Map;

/** Someone who is registered, verified and signed in. */
public record Person(long id, String username, String email, String password, String token, Api api) {

    /** The private chat with {@code other}: its id. */
    public long privateChatWith(Person other) {
        return api.post("/api/v1/chats", Map.of("type", "private", "member_ids", new long[] {other.id()}))
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }

    /** Sends a text message: its id. */
    public long send(long chat, String text) {
        return api.post("/api/v1/messages", Map.of("chat_id", chat, "type", "text", "text", text))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }
}
