package dev.messenger.adapter.http.endpoint;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint, declared once. The router, the checks of token, parameters and body, the OpenAPI document and the tests that visit all
 * endpoints use this one declaration, so they cannot disagree.
 *
 * <pre>{@code
 * Endpoint.post("/api/v1/messages", "Messages", "Send a message")
 *         .body(MessageCreateRequest.class)
 *         .returns(201, MessageRead.class)
 *         .fails(403, 404, 409, 429)
 *         .handle(request -> MessageRead.of(sendMessages.send(request.user(), request.body().toCommand())))
 * }</pre>
 *
 * @param isOpen whether it serves requests without a token (rule C5)
 * @param counting against which limits its requests count
 * @param handler returns a record, a list of records, bytes or a stream writer, as the output says
 */
public record Endpoint(
        Method method,
        PathTemplate template,
        boolean isOpen,
        Counting counting,
        Documentation documentation,
        Input input,
        Output output,
        Function<Request<?>, Object> handler) {

    /**
     * Against which limits a request counts.
     *
     * @param byAddress gets the client's address before anything is read, and may refuse it (rule L11)
     * @param isCounted whether it counts against rate limits at all (rules L5, L6)
     * @param own a limit besides that of all reads or writes, null for none
     * @param isCostly whether it may examine thousands of rows, so that a user runs few of them at once (rule C22)
     */
    public record Counting(
            Consumer<String> byAddress,
            boolean isCounted,
            @Nullable RateLimit own,
            boolean isCostly) {}

    /** The method of an endpoint. The server adds HEAD to GET, and OPTIONS to every path. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /**
     * Texts for the OpenAPI document.
     *
     * @param tag the chapter
     * @param summary what the endpoint does, in a few words
     * @param description details, empty for none
     */
    public record Documentation(String tag, String summary, String description) {}

    /**
     * What a request contains.
     *
     * @param params the parameters, in order of declaration
     * @param bodyType the record of the body, null for none
     * @param isForm whether the body comes from an HTML form instead of being JSON
     * @param isBodyOptional whether a request without a body counts as one with an empty object
     * @param maxBodyBytes the largest body (rule C15)
     */
    public record Input(
            List<Param<?>> params,
            @Nullable Class<? extends Record> bodyType,
            boolean isForm,
            boolean isBodyOptional,
            int maxBodyBytes) {

        public Input {
            params = List.copyOf(params);
        }
    }

    /**
     * What a response contains.
     *
     * @param type the content of the successful response
     * @param status the status of the successful response
     * @param failures the declared and implied error statuses; 500 is left out
     * @param failureBodies the bodies of those failures that are not the usual error
     */
    public record Output(
            ResponseType type,
            int status,
            SortedSet<Integer> failures,
            Map<Integer, Class<? extends Record>> failureBodies) {

        public Output {
            failures = Collections.unmodifiableSortedSet(new TreeSet<>(failures));
            failureBodies = Map.copyOf(failureBodies);
        }
    }

    /**
     * Starts a {@code GET}.
     *
     * @param path the path with its parameters in braces
     * @param tag the chapter of the documentation
     * @param summary what the endpoint does, in a few words; unique, because the operation id derives from it
     * @throws IllegalArgumentException when the path is malformed
     */
    public static EndpointBuilder<NoBody> get(String path, String tag, String summary) {
        return new EndpointBuilder<>(Method.GET, path, tag, summary);
    }

    /** Starts a {@code POST}; as {@link #get}. */
    public static EndpointBuilder<NoBody> post(String path, String tag, String summary) {
        return new EndpointBuilder<>(Method.POST, path, tag, summary);
    }

    /** Starts a {@code PUT}; as {@link #get}. */
    public static EndpointBuilder<NoBody> put(String path, String tag, String summary) {
        return new EndpointBuilder<>(Method.PUT, path, tag, summary);
    }

    /** Starts a {@code PATCH}; as {@link #get}. */
    public static EndpointBuilder<NoBody> patch(String path, String tag, String summary) {
        return new EndpointBuilder<>(Method.PATCH, path, tag, summary);
    }

    /** Starts a {@code DELETE}; as {@link #get}. */
    public static EndpointBuilder<NoBody> delete(String path, String tag, String summary) {
        return new EndpointBuilder<>(Method.DELETE, path, tag, summary);
    }

    /** The path with its parameters in braces: {@code /api/v1/chats/{chat_id}}. */
    public String path() {
        return template.toString();
    }

    /** {@code POST /api/v1/messages}. */
    @Override
    public String toString() {
        return method + " " + template;
    }
}
