package dev.messenger.adapter.http.endpoint;

import dev.messenger.adapter.http.json.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the declaration of an {@link Endpoint} up to its response type. Mutable, not thread-safe.
 *
 * @param <B> the record of the request body, {@link NoBody} for none
 */
public final class EndpointBuilder<B> {

    /** Fits the largest message, 4096 code points, with each of them escaped as 12 characters. */
    private static final int MAX_BODY = 64 * 1024;

    /** Anybody may send these, and they have small fields only. */
    private static final int MAX_OPEN_BODY = 16 * 1024;

    private final Endpoint.Method method;
    private final PathTemplate template;
    private final String tag;
    private final String summary;
    private final List<Param<?>> params = new ArrayList<>();
    private boolean open;
    private boolean uncounted;
    private @Nullable RateLimit limit;
    private boolean costly;
    private Consumer<String> admission = address -> {};
    private String description = "";
    private @Nullable Class<? extends Record> bodyType;
    private boolean form;
    private boolean bodyOptional;

    EndpointBuilder(Endpoint.Method method, String path, String tag, String summary) {
        this.method = method;
        this.template = PathTemplate.of(path);
        this.tag = tag;
        this.summary = summary;
    }

    /** Admits requests without a token. Every other endpoint requires one (rule C5). */
    public EndpointBuilder<B> open() {
        open = true;
        return this;
    }

    /**
     * Takes requests however many there were, so that nobody who makes many keeps the user from it. It must be cheap, or possible once
     * only.
     */
    public EndpointBuilder<B> uncounted() {
        uncounted = true;
        return this;
    }

    /** Says that a request may examine thousands of rows, so that a user runs few of them at once (rule C22). */
    public EndpointBuilder<B> costly() {
        costly = true;
        return this;
    }

    /** Limits how often a user may call it, besides the limit of all reads or writes (rule L6). */
    public EndpointBuilder<B> limit(RateLimit own) {
        limit = own;
        return this;
    }

    /**
     * Asks before the request is read.
     *
     * @param check gets the client's address; throws to refuse it
     */
    public EndpointBuilder<B> admittedBy(Consumer<String> check) {
        admission = check;
        return this;
    }

    /** Details for the documentation. */
    public EndpointBuilder<B> description(String sentences) {
        description = sentences;
        return this;
    }

    /** The parameters: one for each pair of braces in the path, and those of the query string. */
    public EndpointBuilder<B> params(Param<?>... more) {
        Collections.addAll(params, more);
        return this;
    }

    /** The body is a JSON object whose keys are the components of this record. */
    public <R extends Record> EndpointBuilder<R> body(Class<R> type) {
        return withBody(type, false);
    }

    /** As {@link #body}, for a record whose components are all optional: a request without a body counts as one with an empty object. */
    public <R extends Record> EndpointBuilder<R> optionalBody(Class<R> type) {
        bodyOptional = true;
        return withBody(type, false);
    }

    /** The body comes from an HTML form whose fields are the components of this record, all of them texts. */
    public <R extends Record> EndpointBuilder<R> form(Class<R> type) {
        return withBody(type, true);
    }

    @SuppressWarnings("unchecked") // the body type and B change together
    private <R extends Record> EndpointBuilder<R> withBody(Class<R> type, boolean isForm) {
        Fields.of(type); // rejects unsupported components now rather than at the first request
        bodyType = type;
        form = isForm;
        return (EndpointBuilder<R>) this;
    }

    /** Returns a JSON object. As the other {@code returns…}, throws {@link IllegalArgumentException} for a wrong declaration. */
    public <R extends Record> TypedEndpoint<B, R> returns(int status, Class<R> type) {
        Fields.of(type);
        return new TypedEndpoint<>(checked(), new ResponseType.Json(type), status);
    }

    /** Returns a JSON array of objects. */
    public <R extends Record> TypedEndpoint<B, List<R>> returnsList(int status, Class<R> element) {
        Fields.of(element);
        return new TypedEndpoint<>(checked(), new ResponseType.JsonList(element), status);
    }

    /** Returns 204 without a body. */
    public EmptyEndpoint<B> returnsNothing() {
        return new EmptyEndpoint<>(new TypedEndpoint<>(checked(), new ResponseType.Empty(), 204));
    }

    /** Returns 101: the connection becomes a WebSocket. The handler serves the requests that do not ask for one. */
    public EmptyEndpoint<B> returnsUpgrade() {
        return new EmptyEndpoint<>(new TypedEndpoint<>(checked(), new ResponseType.Empty(), 101));
    }

    /** Returns 200 with the bytes of a complete text or file. */
    public TypedEndpoint<B, byte[]> returnsBytes(String contentType) {
        return new TypedEndpoint<>(checked(), new ResponseType.Bytes(contentType), 200);
    }

    /** Returns 200 with a body written in parts. */
    public TypedEndpoint<B, ResponseType.StreamWriter> returnsStream(String contentType) {
        return new TypedEndpoint<>(checked(), new ResponseType.Streamed(contentType), 200);
    }

    private EndpointBuilder<B> checked() {
        Set<String> undeclared = new HashSet<>(template.names());
        Set<String> names = new HashSet<>();
        for (Param<?> param : params) {
            check(names.add(param.name()), "declares " + param.name() + " twice");
            check(!(param instanceof PathParam<?>) || undeclared.remove(param.name()), "has no {" + param.name() + "}");
        }
        check(undeclared.isEmpty(), "does not declare " + undeclared);
        check(limit == null || isCounted(), "has a limit and counts nothing");
        check(!open || !costly, "is costly, so its caller has to be known");
        check(!summary.isBlank() && !tag.isBlank(), "lacks a summary or a tag");
        return this;
    }

    private void check(boolean right, String mistake) {
        if (!right) {
            throw new IllegalArgumentException(method + " " + template + " " + mistake);
        }
    }

    /** Requests without a token have no user to count. */
    private boolean isCounted() {
        return !open && !uncounted;
    }

    /** The error statuses that follow from the declaration. */
    SortedSet<Integer> impliedFailures() {
        SortedSet<Integer> implied = new TreeSet<>(List.of(400)); // what is not HTTP, or has ambiguous escapes
        if (!open) {
            implied.add(401);
        }
        if (isCounted()) {
            implied.add(429);
        }
        if (costly) {
            implied.addAll(List.of(429, 503));
        }
        if (!params.isEmpty() || template.isApi()) {
            implied.add(422);
        }
        if (bodyType != null) {
            implied.addAll(List.of(408, 413, 415, 422, 503));
            if (open) {
                implied.add(429);
            }
        }
        return implied;
    }

    Endpoint build(Endpoint.Output output, Function<Request<?>, Object> handler) {
        return new Endpoint(
                method,
                template,
                open,
                new Endpoint.Counting(admission, isCounted(), limit, costly),
                new Endpoint.Documentation(tag, summary, description),
                new Endpoint.Input(params, bodyType, form, bodyOptional, open || form ? MAX_OPEN_BODY : MAX_BODY),
                output,
                handler);
    }
}
