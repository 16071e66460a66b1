package dev.messenger.adapter.http.message;

import dev.messenger.adapter.http.door.Call;
import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.adapter.http.door.Ids;
import dev.messenger.adapter.http.door.PathParam;
import dev.messenger.adapter.http.door.QueryParam;
import dev.messenger.adapter.http.message.MessageBodies.MessageForwardBulkRequest;
import dev.messenger.adapter.http.message.MessageBodies.MessageForwardRequest;
import dev.messenger.adapter.http.message.MessageBodies.MessageRead;
import dev.messenger.adapter.http.message.MessageBodies.MessageUpdateRequest;
import dev.messenger.application.message.DeleteMessages;
import dev.messenger.application.message.EditMessages;
import dev.messenger.application.message.ForwardMessages;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Section 8 of the reference: what becomes of messages: edits, deletions, forwards. */
public final class MessageChangeEndpoints implements EndpointModule {

    private static final String TAG = "Messages";
    private static final PathParam<MessageId> MESSAGE_ID = PathParam.id("message_id", MessageId::new);
    private static final QueryParam<Boolean> FOR_ALL =
            QueryParam.flag("for_all").orElse(false);

    private final EditMessages editMessages;
    private final DeleteMessages deleteMessages;
    private final ForwardMessages forwardMessages;

    public MessageChangeEndpoints(
            EditMessages editMessages, DeleteMessages deleteMessages, ForwardMessages forwardMessages) {
        this.editMessages = editMessages;
        this.deleteMessages = deleteMessages;
        this.forwardMessages = forwardMessages;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.put("/api/v1/messages/{message_id}")
                        .tag(TAG)
                        .summary("Edit a message")
                        .description("The sender alone, and no forward. Null takes the caption of a file away.")
                        .takes(MESSAGE_ID)
                        .body(MessageUpdateRequest.class)
                        .answers(200, MessageRead.class)
                        .fails(403, 404)
                        .handle(call -> MessageRead.of(
                                editMessages.edit(call.principal().user(), call.get(MESSAGE_ID), textOf(call.body())))),
                Endpoint.delete("/api/v1/messages/{message_id}")
                        .tag(TAG)
                        .summary("Delete a message")
                        .description("For oneself, or for everyone: one's own, or anyone's as staff.")
                        .takes(MESSAGE_ID, FOR_ALL)
                        .answersNothing()
                        .fails(403, 404)
                        .handle(this::delete),
                Endpoint.post("/api/v1/messages/{message_id}/forward")
                        .tag(TAG)
                        .summary("Forward a message")
                        .takes(MESSAGE_ID)
                        .body(MessageForwardRequest.class)
                        .answers(201, MessageRead.class)
                        .fails(403, 404, 429)
                        .handle(this::forward),
                Endpoint.post("/api/v1/messages/{message_id}/forward-bulk")
                        .tag(TAG)
                        .summary("Forward a message into several chats")
                        .description("Into all of them or none; answered in the order asked.")
                        .takes(MESSAGE_ID)
                        .body(MessageForwardBulkRequest.class)
                        .answersList(201, MessageRead.class)
                        .fails(403, 404, 429)
                        .handle(this::forwardBulk));
    }

    private static @Nullable MessageText textOf(MessageUpdateRequest body) {
        String text = body.text().orElse(null);
        return text == null ? null : new MessageText(text);
    }

    private void delete(Call<?> call) {
        if (call.get(FOR_ALL)) {
            deleteMessages.deleteForAll(call.principal().user(), call.get(MESSAGE_ID));
        } else {
            deleteMessages.deleteForMe(call.principal().user(), call.get(MESSAGE_ID));
        }
    }

    private MessageRead forward(Call<MessageForwardRequest> call) {
        MessageForwardRequest body = call.body();
        ChatId target = Ids.of("target_chat_id", body.targetChatId(), ChatId::new);
        return forward(call, List.of(target), body.includeAuthor()).getFirst();
    }

    private List<MessageRead> forwardBulk(Call<MessageForwardBulkRequest> call) {
        MessageForwardBulkRequest body = call.body();
        List<ChatId> targets = body.targetChatIds().stream()
                .map(id -> Ids.of("target_chat_ids", id, ChatId::new))
                .toList();
        return forward(call, targets, body.includeAuthor());
    }

    private List<MessageRead> forward(Call<?> call, List<ChatId> targets, @Nullable Boolean includeAuthor) {
        boolean withAuthor = Objects.requireNonNullElse(includeAuthor, true);
        return forwardMessages
                .forward(
                        call.principal().user(), new ForwardMessages.Command(call.get(MESSAGE_ID), targets, withAuthor))
                .stream()
                .map(MessageRead::of)
                .toList();
    }
}
