package dev.messenger.adapter.http.message;

import dev.messenger.adapter.http.chat.ChatRef;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.IdFields;
import dev.messenger.adapter.http.endpoint.NoBody;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.RateLimit;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.message.MessageBodies.AttachmentCreateRequest;
import dev.messenger.adapter.http.message.MessageBodies.AttachmentRead;
import dev.messenger.adapter.http.message.MessageBodies.MessageCreateRequest;
import dev.messenger.adapter.http.message.MessageBodies.MessageRead;
import dev.messenger.adapter.http.message.MessageBodies.MessageStatusRead;
import dev.messenger.adapter.http.message.MessageBodies.MessageStatusUpdateRequest;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.message.AttachFiles;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.ReadMessages;
import dev.messenger.application.message.ReadStates;
import dev.messenger.application.message.SearchMessages;
import dev.messenger.application.message.SendMessages;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.shared.InvalidValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sending and reading messages, read states, and attaching files. */
public record MessageEndpoints(
        SendMessages sendMessages,
        ReadMessages readMessages,
        SearchMessages searchMessages,
        ReadStates readStates,
        AttachFiles attachFiles,
        BrowseChats chats)
        implements EndpointModule {

    private static final JsonWriter JSON = new JsonWriter();
    private static final String TAG = "Messages";
    private static final QueryParam<Integer> LIMIT = QueryParam.limit(50);
    private static final QueryParam<@Nullable MessageId> BEFORE_ID =
            QueryParam.id("before_id", MessageId::new).optional();

    private static final QueryParam<@Nullable MessageId> AFTER_ID = QueryParam.id("after_id", MessageId::new)
            .doc("Only messages that follow this one: the next page forward.")
            .optional();
    private static final QueryParam<@Nullable MessageId> AROUND_ID = QueryParam.id("around_id", MessageId::new)
            .doc("This message, with half of the page before it and half after it.")
            .optional();

    private static final QueryParam<String> QUERY = QueryParam.text("query").orElse("");
    private static final QueryParam<@Nullable ChatId> CHAT_ID =
            QueryParam.id("chat_id", ChatId::new).optional();
    private static final PathParam<MessageId> MESSAGE_ID = PathParam.id("message_id", MessageId::new);
    private static final QueryParam<Integer> THREAD_LIMIT = QueryParam.limit(100);

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v1/messages", TAG, "Send a message")
                        .description("Idempotent by client_message_id: sending again answers the stored message.")
                        .body(MessageCreateRequest.class)
                        .returns(201, MessageRead.class)
                        .fails(403, 404, 409, 429)
                        .handle(this::send),
                Endpoint.get("/api/v1/messages/{chat_id}", TAG, "Get the history")
                        .description(
                                "Newest first. To page back, go on with the last id as before_id; to page forward, with the"
                                        + " first id as after_id. A request takes one bound.")
                        .params(ChatRef.CHAT, LIMIT, BEFORE_ID, AFTER_ID, AROUND_ID)
                        .returnsList(200, MessageRead.class)
                        .fails(403, 404)
                        .handleRendered(this::history),
                Endpoint.get("/api/v1/chats/{chat_id}/messages/{message_id}", TAG, "Get a message")
                        .params(ChatRef.CHAT, MESSAGE_ID)
                        .returns(200, MessageRead.class)
                        .fails(403, 404)
                        .handle(request -> MessageRead.of(readMessages.message(
                                request.user(), request.get(ChatRef.CHAT).resolve(chats), request.get(MESSAGE_ID)))),
                Endpoint.get("/api/v1/messages/search", TAG, "Search messages")
                        .limit(RateLimit.SEARCH)
                        .costly()
                        .description(
                                "Newest first. All words of the query have to be in a message, as words or as parts of words.")
                        .params(QUERY, CHAT_ID, LIMIT, BEFORE_ID)
                        .returnsList(200, MessageRead.class)
                        .fails(403, 404)
                        .handle(request -> Mapping.list(
                                searchMessages.search(
                                        request.user(),
                                        request.get(QUERY),
                                        request.get(CHAT_ID),
                                        request.get(BEFORE_ID),
                                        request.get(LIMIT)),
                                MessageRead::of)),
                Endpoint.get("/api/v1/messages/{message_id}/thread", TAG, "Get a thread")
                        .costly()
                        .description("The message, then the replies to it level by level, each by id.")
                        .params(MESSAGE_ID, THREAD_LIMIT)
                        .returnsList(200, MessageRead.class)
                        .fails(404)
                        .handle(request -> Mapping.list(
                                readMessages.thread(request.user(), request.get(MESSAGE_ID), request.get(THREAD_LIMIT)),
                                MessageRead::of)),
                Endpoint.post("/api/v1/messages/status", TAG, "Update read status")
                        .description("Positions only move forward.")
                        .body(MessageStatusUpdateRequest.class)
                        .returns(200, MessageStatusRead.class)
                        .fails(404)
                        .handle(this::updateStatus),
                Endpoint.post("/api/v1/media/attachments", "Media", "Attach an upload to a message")
                        .body(AttachmentCreateRequest.class)
                        .returns(200, AttachmentRead.class)
                        .fails(403, 404, 409, 503)
                        .handle(this::attach));
    }

    /** The history caches the JSON of each message of the newest page. */
    private byte[] history(Request<NoBody> request) {
        MessageId before = request.get(BEFORE_ID);
        MessageId after = request.get(AFTER_ID);
        MessageId around = request.get(AROUND_ID);
        if (Stream.of(before, after, around).filter(Objects::nonNull).count() > 1) {
            throw new InvalidValue("before_id, after_id, around_id", "only one of them can be given");
        }
        ChatId chat = request.get(ChatRef.CHAT).resolve(chats);
        int limit = request.get(LIMIT);
        Page<MessageView> page = after != null
                ? readMessages.historyAfter(request.user(), chat, after, limit)
                : around != null
                        ? readMessages.historyAround(request.user(), chat, around, limit)
                        : readMessages.history(request.user(), chat, before, limit);
        return JsonWriter.array(page.renderings(message -> JSON.write(MessageRead.of(message))));
    }

    private MessageRead send(Request<MessageCreateRequest> request) {
        MessageCreateRequest body = request.body();
        return MessageRead.of(sendMessages.send(
                request.user(),
                new SendMessages.Command(
                        IdFields.required("chat_id", body.chatId(), ChatId::new),
                        body.type(),
                        Mapping.nullable(body.text(), MessageText::new),
                        Mapping.nullable(body.clientMessageId(), ClientMessageId::new),
                        IdFields.optional("reply_to_message_id", body.replyToMessageId(), MessageId::new))));
    }

    private MessageStatusRead updateStatus(Request<MessageStatusUpdateRequest> request) {
        MessageStatusUpdateRequest body = request.body();
        ReadStates.Progress progress = switch (body.status()) {
            case MESSAGE_DELIVERED -> ReadStates.Progress.DELIVERED;
            case MESSAGE_READ -> ReadStates.Progress.READ;
        };
        return MessageStatusRead.of(readStates.update(
                request.user(),
                IdFields.required("chat_id", body.chatId(), ChatId::new),
                IdFields.required("message_id", body.messageId(), MessageId::new),
                progress));
    }

    private AttachmentRead attach(Request<AttachmentCreateRequest> request) {
        AttachmentCreateRequest body = request.body();
        return AttachmentRead.of(attachFiles.attach(
                request.user(),
                new AttachFiles.Command(
                        IdFields.required("message_id", body.messageId(), MessageId::new),
                        body.fileUrl(),
                        MediaType.ofMime("file_type", body.fileType()),
                        body.fileSize(),
                        Mapping.nullable(body.waveformPoints(), Waveform::new))));
    }
}
