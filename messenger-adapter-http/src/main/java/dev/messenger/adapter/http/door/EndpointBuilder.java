package dev.messenger.adapter.http.door;

import dev.messenger.adapter.http.json.Fields;
import dev.messenger.adapter.http.json.JsonWriter;
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
 * An endpoint whose answer is not settled yet. Immutable: every step gives a new draft.
 *
 * @param <B> the record of the request body, {@link NoBody} for none
 */
public final class EndpointBuilder<B> {

    private final Endpoint.Method method;
    private final String path;
    private final boolean open;
    private final String tag;
    private final String summary;
    private final String description;
    private final List<Param<?>> params;
    private final @Nullable Class<? extends Record> bodyType;
    private final boolean form;

    private EndpointBuilder(
            Endpoint.Method method,
            String path,
            boolean open,
            String tag,
            String summary,
            String description,
            List<Param<?>> params,
            @Nullable Class<? extends Record> bodyType,
            boolean form) {
        this.method = method;
        this.path = path;
        this.open = open;
        this.tag = tag;
        this.summary = summary;
        this.description = description;
        this.params = params;
        this.bodyType = bodyType;
        this.form = form;
    }

    static EndpointBuilder<NoBody> start(Endpoint.Method method, String path) {
        return new EndpointBuilder<>(method, path, false, "", "", "", List.of(), null, false);
    }

    /** Lets callers without a token in. Every other endpoint asks for one (rule C5). */
    public EndpointBuilder<B> open() {
        return new EndpointBuilder<>(method, path, true, tag, summary, description, params, bodyType, form);
    }

    /** The chapter of the documentation that it stands in. */
    public EndpointBuilder<B> tag(String chapter) {
        return new EndpointBuilder<>(method, path, open, chapter, summary, description, params, bodyType, form);
    }

    /** What it does, in a few words; no two endpoints say the same, for the operation's id is made of it. */
    public EndpointBuilder<B> summary(String words) {
        return new EndpointBuilder<>(method, path, open, tag, words, description, params, bodyType, form);
    }

    /** What else there is to know. */
    public EndpointBuilder<B> description(String sentences) {
        return new EndpointBuilder<>(method, path, open, tag, summary, sentences, params, bodyType, form);
    }

    /** The parameters: one for each pair of braces in the path, and those of the query string. */
    public EndpointBuilder<B> takes(Param<?>... more) {
        List<Param<?>> all = new ArrayList<>(params);
        Collections.addAll(all, more);
        return new EndpointBuilder<>(method, path, open, tag, summary, description, List.copyOf(all), bodyType, form);
    }

    /** The body is a JSON object with the components of this record for keys. */
    public <R extends Record> EndpointBuilder<R> body(Class<R> type) {
        Fields.of(type);
        return new EndpointBuilder<>(method, path, open, tag, summary, description, params, type, false);
    }

    /** The body is what an HTML form sends, its fields the components of this record, which are texts. */
    public <R extends Record> EndpointBuilder<R> form(Class<R> type) {
        Fields.of(type);
        return new EndpointBuilder<>(method, path, open, tag, summary, description, params, type, true);
    }

    /** Answers a JSON object. */
    public <A extends Record> Settled<B, A> answers(int status, Class<A> type) {
        Fields.of(type);
        return new Settled<>(this, new Answer.Json(type), status);
    }

    /** Answers a JSON array of objects. */
    public <A extends Record> Settled<B, List<A>> answersList(int status, Class<A> element) {
        Fields.of(element);
        return new Settled<>(this, new Answer.JsonList(element), status);
    }

    /** Answers 204, without a body. */
    public SettledEmpty<B> answersNothing() {
        return new SettledEmpty<>(new Settled<>(this, new Answer.Empty(), 204));
    }

    /** Answers 200 with bytes that are written as they are. */
    public Settled<B, byte[]> answersBytes(String contentType) {
        return new Settled<>(this, new Answer.Bytes(contentType), 200);
    }

    /** Answers 200 with something that is written bit by bit. */
    public Settled<B, Answer.Stream> streams(String contentType) {
        return new Settled<>(this, new Answer.Streamed(contentType), 200);
    }

    Endpoint.Method method() {
        return method;
    }

    String path() {
        return path;
    }

    boolean isOpen() {
        return open;
    }

    String tag() {
        return tag;
    }

    String summary() {
        return summary;
    }

    String description() {
        return description;
    }

    List<Param<?>> params() {
        return params;
    }

    @Nullable
    Class<? extends Record> bodyType() {
        return bodyType;
    }

    boolean isForm() {
        return form;
    }

    /** Finds mistakes in the declaration when the server is built rather than when a request comes. */
    private void check() {
        Set<String> undeclared = new HashSet<>(PathTemplate.of(path).names());
        Set<String> names = new HashSet<>();
        for (Param<?> param : params) {
            if (!names.add(param.name())) {
                throw new IllegalArgumentException(method + " " + path + " declares " + param.name() + " twice");
            }
            if (param instanceof PathParam<?> && !undeclared.remove(param.name())) {
                throw new IllegalArgumentException(method + " " + path + " has no {" + param.name() + "}");
            }
        }
        if (!undeclared.isEmpty()) {
            throw new IllegalArgumentException(method + " " + path + " does not declare " + undeclared);
        }
        if (summary.isBlank() || tag.isBlank()) {
            throw new IllegalArgumentException(method + " " + path + " lacks a summary or a tag");
        }
    }

    private SortedSet<Integer> impliedFailures() {
        SortedSet<Integer> implied = new TreeSet<>();
        if (!open) {
            implied.add(401);
        }
        if (!params.isEmpty()) {
            implied.add(422);
        }
        if (bodyType != null) {
            implied.addAll(List.of(400, 413, 415, 422));
        }
        return implied;
    }

    /**
     * An endpoint that lacks its handler.
     *
     * @param <B> the record of the request body, {@link NoBody} for none
     * @param <A> what the handler returns
     */
    public static final class Settled<B, A> {

        private final EndpointBuilder<B> draft;
        private final Answer answer;
        private final int status;
        private final SortedSet<Integer> failures;

        private Settled(EndpointBuilder<B> draft, Answer answer, int status) {
            draft.check();
            this.draft = draft;
            this.answer = answer;
            this.status = status;
            this.failures = draft.impliedFailures();
        }

        /** What else it can answer. Known without saying: 401 unless open, and 400, 413, 415, 422 of parameters and bodies. */
        public Settled<B, A> fails(int... statuses) {
            for (int failure : statuses) {
                failures.add(failure);
            }
            return this;
        }

        /** What it does: gets the call, returns the answer. Runs on a virtual thread of its own and may block. */
        public Endpoint handle(Function<? super Call<B>, ? extends A> handler) {
            return settled(handler);
        }

        /** As {@link #handle}, for an endpoint that has its JSON written already, by a {@link JsonWriter}. */
        public Endpoint handleWritten(Function<? super Call<B>, byte[]> handler) {
            return settled(handler);
        }

        private Endpoint settled(Function<? super Call<B>, ?> handler) {
            return new Endpoint(
                    draft,
                    answer,
                    status,
                    Collections.unmodifiableSortedSet(failures),
                    call -> handler.apply(typed(call)));
        }

        @SuppressWarnings("unchecked") // the door reads the body as bodyType, which is what B stands for
        private Call<B> typed(Call<?> call) {
            return (Call<B>) call;
        }
    }

    /**
     * An endpoint that answers nothing and lacks its handler.
     *
     * @param <B> the record of the request body, {@link NoBody} for none
     */
    public static final class SettledEmpty<B> {

        private final Settled<B, Object> settled;

        private SettledEmpty(Settled<B, Object> settled) {
            this.settled = settled;
        }

        /** What else it can answer; see {@link Settled#fails}. */
        public SettledEmpty<B> fails(int... statuses) {
            settled.fails(statuses);
            return this;
        }

        /** What it does. Runs on a virtual thread of its own and may block. */
        public Endpoint handle(Consumer<? super Call<B>> handler) {
            return settled.handle(call -> {
                handler.accept(call);
                return settled.answer;
            });
        }
    }
}
