package dev.messenger.adapter.http.chat;

import dev.messenger.adapter.http.chat.ChatBodies.ChatCreateRequest;
import dev.messenger.adapter.http.chat.ChatBodies.ChatRead;
import dev.messenger.adapter.http.door.Call;
import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.adapter.http.door.Ids;
import dev.messenger.adapter.http.door.QueryParam;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.ChatListQuery;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Section 7 of the reference: making chats and looking at them. */
public final class ChatEndpoints implements EndpointModule {

    private static final String TAG = "Chats";
    private static final QueryParam<Integer> LIMIT = QueryParam.limit(50);
    private static final QueryParam<@Nullable ChatId> BEFORE_ID =
            QueryParam.id("before_id", ChatId::new).optional();

    private final CreateChats createChats;
    private final BrowseChats browseChats;

    public ChatEndpoints(CreateChats createChats, BrowseChats browseChats) {
        this.createChats = createChats;
        this.browseChats = browseChats;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/chats")
                        .tag(TAG)
                        .summary("List my chats")
                        .description("Newest activity first.")
                        .takes(LIMIT, BEFORE_ID)
                        .answersList(200, ChatRead.class)
                        .handle(call -> browseChats
                                .list(
                                        call.principal().user(),
                                        new ChatListQuery(call.get(LIMIT), call.get(BEFORE_ID)))
                                .stream()
                                .map(ChatRead::of)
                                .toList()),
                Endpoint.post("/api/v1/chats")
                        .tag(TAG)
                        .summary("Create a chat")
                        .description("An existing private chat is returned instead of a second one.")
                        .body(ChatCreateRequest.class)
                        .answers(200, ChatRead.class)
                        .fails(403, 404, 409)
                        .handle(this::create),
                Endpoint.get("/api/v1/chats/{chat_id}")
                        .tag(TAG)
                        .summary("Show a chat")
                        .takes(ChatRef.CHAT)
                        .answers(200, ChatRead.class)
                        .fails(404)
                        .handle(call -> ChatRead.of(browseChats.find(
                                call.principal().user(),
                                call.get(ChatRef.CHAT).resolve(browseChats)))));
    }

    private ChatRead create(Call<ChatCreateRequest> call) {
        ChatCreateRequest body = call.body();
        List<Long> members = body.memberIds() == null ? List.of() : body.memberIds();
        return ChatRead.of(createChats.create(
                call.principal().user(),
                new CreateChats.Command(
                        body.type(),
                        body.title(),
                        body.handle(),
                        body.description(),
                        Boolean.TRUE.equals(body.isPublic()),
                        members.stream()
                                .map(id -> Ids.of("member_ids", id, UserId::new))
                                .toList())));
    }
}
