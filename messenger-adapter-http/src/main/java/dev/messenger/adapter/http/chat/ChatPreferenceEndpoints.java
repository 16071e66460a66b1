package dev.messenger.adapter.http.chat;

import dev.messenger.adapter.http.chat.ChatBodies.ChatNotificationSettingsRead;
import dev.messenger.adapter.http.chat.ChatBodies.ChatNotificationSettingsUpdate;
import dev.messenger.adapter.http.chat.ChatBodies.ChatRead;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.ChatPreferences;
import dev.messenger.application.chat.ChatView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import java.util.function.BiFunction;

/** The user's own settings of a chat: archived, pinned, cleared, muted. */
public record ChatPreferenceEndpoints(ChatPreferences preferences, BrowseChats browseChats) implements EndpointModule {

    private static final String TAG = "My chats";

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                change("archive", "Archive a chat", (user, chat) -> preferences.archive(user, chat, true)),
                change(
                        "unarchive",
                        "Take a chat out of the archive",
                        (user, chat) -> preferences.archive(user, chat, false)),
                change("pin-chat", "Pin a chat in my list", (user, chat) -> preferences.pin(user, chat, true)),
                change("unpin-chat", "Unpin a chat in my list", (user, chat) -> preferences.pin(user, chat, false)),
                Endpoint.post("/api/v1/chats/{chat_id}/clear", TAG, "Clear the history")
                        .params(ChatRef.CHAT)
                        .returnsNothing()
                        .fails(403, 404)
                        .handle(request -> preferences.clear(request.user(), chat(request))),
                Endpoint.get("/api/v1/chats/{chat_id}/notifications", TAG, "Get chat notifications")
                        .params(ChatRef.CHAT)
                        .returns(200, ChatNotificationSettingsRead.class)
                        .fails(403, 404)
                        .handle(request -> {
                            ChatId chat = chat(request);
                            return settings(request, chat, preferences.isMuted(request.user(), chat));
                        }),
                Endpoint.put("/api/v1/chats/{chat_id}/notifications", TAG, "Update chat notifications")
                        .description("Mentions come through all the same.")
                        .params(ChatRef.CHAT)
                        .body(ChatNotificationSettingsUpdate.class)
                        .returns(200, ChatNotificationSettingsRead.class)
                        .fails(403, 404)
                        .handle(request -> {
                            ChatId chat = chat(request);
                            preferences.mute(
                                    request.user(), chat, request.body().muted());
                            return settings(request, chat, request.body().muted());
                        }));
    }

    private Endpoint change(String word, String summary, BiFunction<UserId, ChatId, ChatView> change) {
        return Endpoint.post("/api/v1/chats/{chat_id}/" + word, TAG, summary)
                .params(ChatRef.CHAT)
                .returns(200, ChatRead.class)
                .fails(403, 404)
                .handle(request -> ChatRead.of(change.apply(request.user(), chat(request))));
    }

    private static ChatNotificationSettingsRead settings(Request<?> request, ChatId chat, boolean muted) {
        return new ChatNotificationSettingsRead(chat.value(), request.user().value(), muted);
    }

    private ChatId chat(Request<?> request) {
        return request.get(ChatRef.CHAT).resolve(browseChats);
    }
}
