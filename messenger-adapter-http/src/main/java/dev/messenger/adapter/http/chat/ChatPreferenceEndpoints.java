package dev.messenger.adapter.http.chat;

import dev.messenger.adapter.http.chat.ChatBodies.ChatNotificationSettingsRead;
import dev.messenger.adapter.http.chat.ChatBodies.ChatNotificationSettingsUpdate;
import dev.messenger.adapter.http.chat.ChatBodies.ChatRead;
import dev.messenger.adapter.http.door.Call;
import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.ChatPreferences;
import dev.messenger.application.chat.ChatView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;

/** Section 7 of the reference: keeping a chat as one likes, for oneself alone. */
public final class ChatPreferenceEndpoints implements EndpointModule {

    private static final String TAG = "My chats";

    private final ChatPreferences arrange;
    private final BrowseChats browseChats;

    public ChatPreferenceEndpoints(ChatPreferences arrange, BrowseChats browseChats) {
        this.arrange = arrange;
        this.browseChats = browseChats;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                change("archive", "Archive a chat", (user, chat) -> arrange.archive(user, chat, true)),
                change(
                        "unarchive",
                        "Take a chat out of the archive",
                        (user, chat) -> arrange.archive(user, chat, false)),
                change("pin-chat", "Pin a chat in my list", (user, chat) -> arrange.pin(user, chat, true)),
                change("unpin-chat", "Unpin a chat in my list", (user, chat) -> arrange.pin(user, chat, false)),
                Endpoint.post("/api/v1/chats/{chat_id}/clear")
                        .tag(TAG)
                        .summary("Clear the history for me")
                        .takes(ChatRef.CHAT)
                        .answersNothing()
                        .fails(403, 404)
                        .handle(call -> arrange.clear(call.principal().user(), chat(call))),
                Endpoint.get("/api/v1/chats/{chat_id}/notifications")
                        .tag(TAG)
                        .summary("Show my notification settings of a chat")
                        .takes(ChatRef.CHAT)
                        .answers(200, ChatNotificationSettingsRead.class)
                        .fails(403, 404)
                        .handle(call -> {
                            ChatId chat = chat(call);
                            return settings(
                                    call, chat, arrange.isMuted(call.principal().user(), chat));
                        }),
                Endpoint.put("/api/v1/chats/{chat_id}/notifications")
                        .tag(TAG)
                        .summary("Mute or unmute a chat")
                        .description("Mentions come through all the same.")
                        .takes(ChatRef.CHAT)
                        .body(ChatNotificationSettingsUpdate.class)
                        .answers(200, ChatNotificationSettingsRead.class)
                        .fails(403, 404)
                        .handle(call -> {
                            ChatId chat = chat(call);
                            arrange.mute(
                                    call.principal().user(), chat, call.body().muted());
                            return settings(call, chat, call.body().muted());
                        }));
    }

    private interface Change {
        ChatView make(UserId user, ChatId chat);
    }

    private Endpoint change(String word, String summary, Change change) {
        return Endpoint.post("/api/v1/chats/{chat_id}/" + word)
                .tag(TAG)
                .summary(summary)
                .takes(ChatRef.CHAT)
                .answers(200, ChatRead.class)
                .fails(403, 404)
                .handle(call -> ChatRead.of(change.make(call.principal().user(), chat(call))));
    }

    private static ChatNotificationSettingsRead settings(Call<?> call, ChatId chat, boolean muted) {
        return new ChatNotificationSettingsRead(
                chat.value(), call.principal().user().value(), muted);
    }

    private ChatId chat(Call<?> call) {
        return call.get(ChatRef.CHAT).resolve(browseChats);
    }
}
