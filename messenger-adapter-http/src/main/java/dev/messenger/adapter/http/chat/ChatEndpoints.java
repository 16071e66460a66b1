package dev.messenger.adapter.http.chat;

import dev.messenger.adapter.http.chat.ChatBodies.ChatCreateRequest;
import dev.messenger.adapter.http.chat.ChatBodies.ChatDetailRead;
import dev.messenger.adapter.http.chat.ChatBodies.ChatDiscoverRead;
import dev.messenger.adapter.http.chat.ChatBodies.ChatPinRequest;
import dev.messenger.adapter.http.chat.ChatBodies.ChatProfileUpdate;
import dev.messenger.adapter.http.chat.ChatBodies.ChatRead;
import dev.messenger.adapter.http.chat.ChatBodies.ChatTitleUpdate;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.IdFields;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.RateLimit;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.json.Patch;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.ChatDeletion;
import dev.messenger.application.chat.ChatProfiles;
import dev.messenger.application.chat.ChatProfiles.Clearable;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.shared.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creating, listing, changing and deleting chats. */
public record ChatEndpoints(
        CreateChats createChats, BrowseChats browseChats, ChatProfiles profiles, ChatDeletion deletion)
        implements EndpointModule {

    private static final JsonWriter JSON = new JsonWriter();
    private static final String TAG = "Chats";
    private static final RateLimit CHAT_PROFILE = RateLimit.perMinute("chat-profile", 30);
    private static final QueryParam<Integer> LIMIT = QueryParam.limit(50);
    private static final QueryParam<@Nullable ChatId> BEFORE_ID =
            QueryParam.id("before_id", ChatId::new).optional();
    private static final QueryParam<String> QUERY = QueryParam.text("query").orElse("");
    private static final QueryParam<Boolean> ARCHIVED =
            QueryParam.flag("archived").orElse(false);
    private static final QueryParam<Integer> DISCOVER_LIMIT = QueryParam.limit(30);
    private static final QueryParam<Boolean> FOR_ALL =
            QueryParam.flag("for_all").orElse(false);

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/chats", TAG, "List my chats")
                        .description("Pinned first, then newest activity; go on with the last id got as before_id.")
                        .params(LIMIT, BEFORE_ID, QUERY, ARCHIVED)
                        .returnsList(200, ChatRead.class)
                        .handleRendered(this::list),
                Endpoint.post("/api/v1/chats", TAG, "Create a chat")
                        .limit(RateLimit.perMinute("create-chat", 60))
                        .description("An existing private chat is returned instead of a second one.")
                        .body(ChatCreateRequest.class)
                        .returns(200, ChatRead.class)
                        .fails(403, 404, 409)
                        .handle(this::create),
                Endpoint.get("/api/v1/chats/saved", TAG, "Get the saved chat")
                        .description("The chat with oneself, made when there is none.")
                        .returns(200, ChatRead.class)
                        .handle(request -> ChatRead.of(createChats.saved(request.user()))),
                Endpoint.get("/api/v1/chats/discover", TAG, "Discover chats")
                        .limit(RateLimit.SEARCH)
                        .costly()
                        .description("Public groups and channels by title and handle, the largest first.")
                        .params(QUERY, DISCOVER_LIMIT)
                        .returnsList(200, ChatDiscoverRead.class)
                        .handle(request -> Mapping.list(
                                browseChats.discover(request.user(), request.get(QUERY), request.get(DISCOVER_LIMIT)),
                                ChatDiscoverRead::of)),
                Endpoint.get("/api/v1/chats/{chat_id}", TAG, "Get a chat")
                        .description("With at most 200 of its members, staff first, as far as they are for the caller.")
                        .params(ChatRef.CHAT)
                        .returns(200, ChatDetailRead.class)
                        .fails(404)
                        .handle(request -> ChatDetailRead.of(browseChats.show(request.user(), chat(request)))),
                Endpoint.patch("/api/v1/chats/{chat_id}/title", TAG, "Rename a chat")
                        .limit(CHAT_PROFILE)
                        .params(ChatRef.CHAT)
                        .body(ChatTitleUpdate.class)
                        .returns(200, ChatRead.class)
                        .fails(403, 404)
                        .handle(request -> change(
                                request,
                                ChatProfiles.Change.ofTitle(
                                        new Title(request.body().title())))),
                Endpoint.patch("/api/v1/chats/{chat_id}/profile", TAG, "Update a chat profile")
                        .limit(CHAT_PROFILE)
                        .description("What is left out stays; null clears what can be empty.")
                        .params(ChatRef.CHAT)
                        .body(ChatProfileUpdate.class)
                        .returns(200, ChatRead.class)
                        .fails(403, 404, 503)
                        .handle(request -> change(request, changeOf(request.body()))),
                Endpoint.post("/api/v1/chats/{chat_id}/pin", TAG, "Pin a message")
                        .description("For all members, in place of another one; null unpins.")
                        .params(ChatRef.CHAT)
                        .body(ChatPinRequest.class)
                        .returns(200, ChatRead.class)
                        .fails(403, 404)
                        .handle(this::pin),
                Endpoint.delete("/api/v1/chats/{chat_id}", TAG, "Delete a chat")
                        .description("For everyone, or for oneself: a private chat is hidden, a group or channel left.")
                        .params(ChatRef.CHAT, FOR_ALL)
                        .returnsNothing()
                        .fails(403, 404)
                        .handle(request -> deletion.delete(request.user(), chat(request), request.get(FOR_ALL))));
    }

    /** The list caches the JSON of each chat. */
    private byte[] list(Request<?> request) {
        ChatListQuery query = new ChatListQuery(
                request.get(LIMIT), request.get(BEFORE_ID), request.get(QUERY), request.get(ARCHIVED));
        return JsonWriter.array(
                browseChats.list(request.user(), query).renderings(chat -> JSON.write(ChatRead.of(chat))));
    }

    private ChatRead create(Request<ChatCreateRequest> request) {
        ChatCreateRequest body = request.body();
        List<Long> members = body.memberIds() == null ? List.of() : body.memberIds();
        return ChatRead.of(createChats.create(
                request.user(),
                new CreateChats.Command(
                        body.type(),
                        body.title(),
                        body.handle(),
                        body.description(),
                        Boolean.TRUE.equals(body.isPublic()),
                        members.stream()
                                .map(id -> IdFields.required("member_ids", id, UserId::new))
                                .toList())));
    }

    private ChatRead change(Request<?> request, ChatProfiles.Change change) {
        return ChatRead.of(profiles.change(request.user(), chat(request), change));
    }

    private static ChatProfiles.Change changeOf(ChatProfileUpdate body) {
        return new ChatProfiles.Change(
                body.title() instanceof Patch.Given<String> title ? new Title(title.value()) : null,
                body.description() instanceof Patch.Given<@Nullable String> text
                        ? new Clearable<>(text.value() == null ? null : new Description(text.value()))
                        : null,
                body.avatarUrl() instanceof Patch.Given<@Nullable String> url ? new Clearable<>(url.value()) : null);
    }

    private ChatRead pin(Request<ChatPinRequest> request) {
        if (!(request.body().messageId() instanceof Patch.Given<@Nullable Long> message)) {
            throw new InvalidValue("message_id", "is required; null unpins");
        }
        return ChatRead.of(profiles.pin(
                request.user(), chat(request), IdFields.optional("message_id", message.value(), MessageId::new)));
    }

    private ChatId chat(Request<?> request) {
        return request.get(ChatRef.CHAT).resolve(browseChats);
    }
}
