package dev.messenger.app.faults;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A person who talks to all nodes in turn, and tells the ledger what they answer. Thread-safe.
 *
 * @param nodes the same person, signed in on each node
 */
record Client(List<Person> nodes, long chat, Ledger ledger, AtomicInteger turn) {

    private static final int PAGE = 200;

    Client(List<Person> nodes, long chat, Ledger ledger) {
        this(List.copyOf(nodes), chat, ledger, new AtomicInteger());
    }

    /** The person on the next node. */
    Person next() {
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }

    /** Sends a message once; whether it was acknowledged. The text is also its client id, so that it can be sent again. */
    boolean send(String text) {
        Map<String, ?> message = Map.of("chat_id", chat, "type", "text", "text", text, "client_message_id", text);
        try {
            Api.Response response = next().api().post("/api/v1/messages", message);
            tell("send", response);
            if (response.status() / 100 != 2) {
                return false;
            }
            ledger.acknowledge(response.json().get("id").asLong(), text);
            return true;
        } catch (UncheckedIOException unanswered) {
            ledger.answered("send: no answer");
            return false;
        }
    }

    /** Reads the newest page of the history once. */
    void look() {
        try {
            tell("read", next().api().get("/api/v1/messages/" + chat + "?limit=20"));
        } catch (UncheckedIOException unanswered) {
            ledger.answered("read: no answer");
        }
    }

    /** The whole history by REST. */
    List<Ledger.Entry> history() {
        List<Ledger.Entry> history = new ArrayList<>();
        Api api = next().api();
        String before = "";
        while (true) {
            JsonNode page = api.get("/api/v1/messages/" + chat + "?limit=" + PAGE + before)
                    .expect(200)
                    .json();
            if (page.isEmpty()) {
                return history;
            }
            page.forEach(message -> history.add(entry(message)));
            before = "&before_id=" + history.getLast().id();
        }
    }

    /** What a message says, in a history or an event. */
    static Ledger.Entry entry(JsonNode message) {
        return new Ledger.Entry(message.get("id").asLong(), message.get("text").asString());
    }

    private void tell(String deed, Api.Response response) {
        String code = response.status() < 400 ? "" : " " + response.code();
        ledger.answered(deed + ": " + response.status() + code);
    }
}
