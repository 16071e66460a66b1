package dev.messenger.adapter.http.message;

import dev.messenger.adapter.http.chat.ChatRef;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.IdFields;
import dev.messenger.adapter.http.endpoint.NoBody;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.endpoint.QueryParam;
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
import dev.messenger.application.message.ReadMessages;
import dev.messenger.application.message.ReadStates;
import dev.messenger.application.message.SearchMessages;
import dev.messenger.application.message.SendMessages;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import java.util.List;
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
                Endpoint.get("/api/v1/messages/{chat_id}", TAG, "Read a chat")
                        .description("Newest first; go on with the last id got as before_id.")
                        .params(ChatRef.CHAT, LIMIT, BEFORE_ID)
                        .returnsList(200, MessageRead.class)
                        .fails(403, 404)
                        .handleRendered(this::history),
                Endpoint.get("/api/v1/messages/search", TAG, "Search messages")
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
                Endpoint.get("/api/v1/messages/{message_id}/thread", TAG, "Read a thread")
                        .description("The message, then the replies to it level by level, each by id.")
                        .params(MESSAGE_ID, THREAD_LIMIT)
                        .returnsList(200, MessageRead.class)
                        .fails(404)
                        .handle(request -> Mapping.list(
                                readMessages.thread(request.user(), request.get(MESSAGE_ID), request.get(THREAD_LIMIT)),
                                MessageRead::of)),
                Endpoint.post("/api/v1/messages/status", TAG, "Mark messages as delivered or read")
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

    /** The history caches the JSON of each message. */
    private byte[] history(Request<NoBody> request) {
        return JsonWriter.array(readMessages
                .history(
                        request.user(),
                        request.get(ChatRef.CHAT).resolve(chats),
                        request.get(BEFORE_ID),
                        request.get(LIMIT))
                .renderings(message -> JSON.write(MessageRead.of(message))));
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
