package dev.messenger.adapter.http.message;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.message.MessageBodies.MessageReactionRead;
import dev.messenger.adapter.http.message.MessageBodies.MessageReactionToggleRequest;
import dev.messenger.application.message.ReactToMessages;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import java.util.List;

/** Reactions to messages. */
public record ReactionEndpoints(ReactToMessages reactions) implements EndpointModule {

    private static final String TAG = "Messages";
    private static final PathParam<MessageId> MESSAGE_ID = PathParam.id("message_id", MessageId::new);

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/messages/{message_id}/reactions", TAG, "List reactions")
                        .description("By count, then by first use.")
                        .params(MESSAGE_ID)
                        .returnsList(200, MessageReactionRead.class)
                        .fails(404)
                        .handle(request -> Mapping.list(
                                reactions.list(request.user(), request.get(MESSAGE_ID)), MessageReactionRead::of)),
                Endpoint.post("/api/v1/messages/{message_id}/reactions/toggle", TAG, "Toggle a reaction")
                        .params(MESSAGE_ID)
                        .body(MessageReactionToggleRequest.class)
                        .returnsList(200, MessageReactionRead.class)
                        .fails(403, 404)
                        .handle(request -> Mapping.list(
                                reactions.toggle(
                                        request.user(),
                                        request.get(MESSAGE_ID),
                                        new Emoji(request.body().emoji())),
                                MessageReactionRead::of)));
    }
}
