package dev.messenger.adapter.http.door;

import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A route, declared once. The server's routing, the reading of tokens, parameters and bodies, the OpenAPI document and the tests that
 * walk all endpoints come from this value, so that they cannot disagree.
 *
 * <pre>{@code
 * Endpoint.post("/api/v1/messages").tag("Messages").summary("Send a message")
 *         .body(MessageCreateRequest.class)
 *         .answers(201, MessageRead.class)
 *         .fails(403, 404, 409, 429)
 *         .handle(call -> MessageRead.of(sending.send(call.principal(), call.body().toCommand())))
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Endpoint {

    /** The methods that endpoints have; HEAD comes with GET, and OPTIONS with everything. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    private final EndpointBuilder<?> draft;
    private final Answer answer;
    private final int status;
    private final SortedSet<Integer> failures;
    private final Function<Call<?>, Object> handler;

    Endpoint(
            EndpointBuilder<?> draft,
            Answer answer,
            int status,
            SortedSet<Integer> failures,
            Function<Call<?>, Object> handler) {
        this.draft = draft;
        this.answer = answer;
        this.status = status;
        this.failures = failures;
        this.handler = handler;
    }

    /** Starts a {@code GET}. */
    public static EndpointBuilder<NoBody> get(String path) {
        return EndpointBuilder.start(Method.GET, path);
    }

    /** Starts a {@code POST}. */
    public static EndpointBuilder<NoBody> post(String path) {
        return EndpointBuilder.start(Method.POST, path);
    }

    /** Starts a {@code PUT}. */
    public static EndpointBuilder<NoBody> put(String path) {
        return EndpointBuilder.start(Method.PUT, path);
    }

    /** Starts a {@code PATCH}. */
    public static EndpointBuilder<NoBody> patch(String path) {
        return EndpointBuilder.start(Method.PATCH, path);
    }

    /** Starts a {@code DELETE}. */
    public static EndpointBuilder<NoBody> delete(String path) {
        return EndpointBuilder.start(Method.DELETE, path);
    }

    /** Its method. */
    public Method method() {
        return draft.method();
    }

    /** The path with its parameters in braces: {@code /api/v1/chats/{chat_id}}. */
    public String path() {
        return draft.path();
    }

    /** Whether it answers callers without a token (rule C5). */
    public boolean isOpen() {
        return draft.isOpen();
    }

    /** The chapter of the documentation that it stands in. */
    public String tag() {
        return draft.tag();
    }

    /** What it does, in a few words. */
    public String summary() {
        return draft.summary();
    }

    /** What else there is to know, empty for nothing. */
    public String description() {
        return draft.description();
    }

    /** Its parameters, in order of declaration. */
    public List<Param<?>> params() {
        return draft.params();
    }

    /** The record of the request body, null when it takes none. */
    public @Nullable Class<? extends Record> bodyType() {
        return draft.bodyType();
    }

    /** Whether the body comes from an HTML form instead of being JSON. */
    boolean isForm() {
        return draft.isForm();
    }

    /** What it answers when all goes well. */
    public Answer answer() {
        return answer;
    }

    /** The status of the answer when all goes well. */
    public int status() {
        return status;
    }

    /** Every other status that it can answer by what is declared; 500 left aside. */
    public SortedSet<Integer> failures() {
        return failures;
    }

    /** What the handler returns: a record, a list of records, bytes or a stream, as {@link #answer} says. */
    Object handle(Call<?> call) {
        return handler.apply(call);
    }

    /** {@code POST /api/v1/messages}. */
    @Override
    public String toString() {
        return method() + " " + path();
    }
}
