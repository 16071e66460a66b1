package dev.messenger.adapter.http.endpoint;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint, declared once. The router, the checks of token, parameters and body, the OpenAPI document and the tests that visit all
 * endpoints use this one declaration, so they cannot disagree.
 *
 * <pre>{@code
 * Endpoint.post("/api/v1/messages").tag("Messages").summary("Send a message")
 *         .body(MessageCreateRequest.class)
 *         .returns(201, MessageRead.class)
 *         .fails(403, 404, 409, 429)
 *         .handle(request -> MessageRead.of(sendMessages.send(request.user(), request.body().toCommand())))
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Endpoint {

    /** The method of an endpoint. The server adds HEAD to GET, and OPTIONS to every path. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    private final Method method;
    private final PathTemplate template;
    private final boolean open;
    private final String tag;
    private final String summary;
    private final String description;
    private final List<Param<?>> params;
    private final @Nullable Class<? extends Record> bodyType;
    private final boolean form;
    private final ResponseType response;
    private final int status;
    private final SortedSet<Integer> failures;
    private final Function<Request<?>, Object> handler;

    Endpoint(TypedEndpoint<?, ?> typed, Function<Request<?>, Object> handler) {
        EndpointBuilder<?> builder = typed.builder;
        this.method = builder.method;
        this.template = builder.template;
        this.open = builder.open;
        this.tag = builder.tag;
        this.summary = builder.summary;
        this.description = builder.description;
        this.params = List.copyOf(builder.params);
        this.bodyType = builder.bodyType;
        this.form = builder.form;
        this.response = typed.response;
        this.status = typed.status;
        this.failures = Collections.unmodifiableSortedSet(typed.failures);
        this.handler = handler;
    }

    /** Starts a {@code GET}; as the other methods, throws {@link IllegalArgumentException} for a malformed path. */
    public static EndpointBuilder<NoBody> get(String path) {
        return new EndpointBuilder<>(Method.GET, path);
    }

    /** Starts a {@code POST}. */
    public static EndpointBuilder<NoBody> post(String path) {
        return new EndpointBuilder<>(Method.POST, path);
    }

    /** Starts a {@code PUT}. */
    public static EndpointBuilder<NoBody> put(String path) {
        return new EndpointBuilder<>(Method.PUT, path);
    }

    /** Starts a {@code PATCH}. */
    public static EndpointBuilder<NoBody> patch(String path) {
        return new EndpointBuilder<>(Method.PATCH, path);
    }

    /** Starts a {@code DELETE}. */
    public static EndpointBuilder<NoBody> delete(String path) {
        return new EndpointBuilder<>(Method.DELETE, path);
    }

    public Method method() {
        return method;
    }

    /** The path with its parameters in braces: {@code /api/v1/chats/{chat_id}}. */
    public String path() {
        return template.toString();
    }

    public PathTemplate template() {
        return template;
    }

    /** Whether it serves requests without a token (rule C5). */
    public boolean isOpen() {
        return open;
    }

    /** The chapter of the documentation. */
    public String tag() {
        return tag;
    }

    /** What it does, in a few words. */
    public String summary() {
        return summary;
    }

    /** Details for the documentation, empty for none. */
    public String description() {
        return description;
    }

    /** Its parameters, in order of declaration. */
    public List<Param<?>> params() {
        return params;
    }

    /** The record of the request body, null for none. */
    public @Nullable Class<? extends Record> bodyType() {
        return bodyType;
    }

    /** Whether the request body comes from an HTML form instead of being JSON. */
    public boolean isForm() {
        return form;
    }

    /** The content of the successful response. */
    public ResponseType response() {
        return response;
    }

    /** The status of the successful response. */
    public int status() {
        return status;
    }

    /** The declared and implied error statuses; 500 is left out. */
    public SortedSet<Integer> failures() {
        return failures;
    }

    /** Runs the handler. Returns a record, a list of records, bytes or a stream writer, as {@link #response} says. */
    public Object handle(Request<?> request) {
        return handler.apply(request);
    }

    /** {@code POST /api/v1/messages}. */
    @Override
    public String toString() {
        return method + " " + template;
    }
}
