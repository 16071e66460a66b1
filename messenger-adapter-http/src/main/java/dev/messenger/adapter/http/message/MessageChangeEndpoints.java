package dev.messenger.adapter.http.message;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.IdFields;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.message.MessageBodies.MessageForwardBulkRequest;
import dev.messenger.adapter.http.message.MessageBodies.MessageForwardRequest;
import dev.messenger.adapter.http.message.MessageBodies.MessageRead;
import dev.messenger.adapter.http.message.MessageBodies.MessageUpdateRequest;
import dev.messenger.application.message.EditMessages;
import dev.messenger.application.message.ForwardMessages;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Editing, deleting and forwarding messages. */
public record MessageChangeEndpoints(EditMessages editMessages, ForwardMessages forwardMessages)
        implements EndpointModule {

    private static final String TAG = "Messages";
    private static final PathParam<MessageId> MESSAGE_ID = PathParam.id("message_id", MessageId::new);
    private static final QueryParam<Boolean> FOR_ALL =
            QueryParam.flag("for_all").orElse(false);

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.put("/api/v1/messages/{message_id}", TAG, "Edit a message")
                        .description("The sender alone, and no forward. Null takes the caption of a file away.")
                        .params(MESSAGE_ID)
                        .body(MessageUpdateRequest.class)
                        .returns(200, MessageRead.class)
                        .fails(403, 404)
                        .handle(request -> MessageRead.of(editMessages.edit(
                                request.user(),
                                request.get(MESSAGE_ID),
                                Mapping.nullable(request.body().text().orElse(null), MessageText::new)))),
                Endpoint.delete("/api/v1/messages/{message_id}", TAG, "Delete a message")
                        .description("For oneself, or for everyone: one's own, or anyone's as staff.")
                        .params(MESSAGE_ID, FOR_ALL)
                        .returnsNothing()
                        .fails(403, 404)
                        .handle(this::delete),
                Endpoint.post("/api/v1/messages/{message_id}/forward", TAG, "Forward a message")
                        .params(MESSAGE_ID)
                        .body(MessageForwardRequest.class)
                        .returns(201, MessageRead.class)
                        .fails(403, 404, 429)
                        .handle(this::forward),
                Endpoint.post("/api/v1/messages/{message_id}/forward-bulk", TAG, "Forward a message to many")
                        .description("Into all of them or none; answered in the order asked.")
                        .params(MESSAGE_ID)
                        .body(MessageForwardBulkRequest.class)
                        .returnsList(201, MessageRead.class)
                        .fails(403, 404, 429)
                        .handle(this::forwardBulk));
    }

    private void delete(Request<?> request) {
        if (request.get(FOR_ALL)) {
            editMessages.deleteForAll(request.user(), request.get(MESSAGE_ID));
        } else {
            editMessages.deleteForMe(request.user(), request.get(MESSAGE_ID));
        }
    }

    private MessageRead forward(Request<MessageForwardRequest> request) {
        MessageForwardRequest body = request.body();
        ChatId target = IdFields.required("target_chat_id", body.targetChatId(), ChatId::new);
        return forward(request, List.of(target), body.includeAuthor()).getFirst();
    }

    private List<MessageRead> forwardBulk(Request<MessageForwardBulkRequest> request) {
        MessageForwardBulkRequest body = request.body();
        List<ChatId> targets =
                Mapping.list(body.targetChatIds(), id -> IdFields.required("target_chat_ids", id, ChatId::new));
        return forward(request, targets, body.includeAuthor());
    }

    private List<MessageRead> forward(Request<?> request, List<ChatId> targets, @Nullable Boolean includeAuthor) {
        boolean withAuthor = Objects.requireNonNullElse(includeAuthor, true);
        return Mapping.list(
                forwardMessages.forward(
                        request.user(), new ForwardMessages.Command(request.get(MESSAGE_ID), targets, withAuthor)),
                MessageRead::of);
    }
}
