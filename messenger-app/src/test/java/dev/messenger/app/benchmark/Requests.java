package dev.messenger.app.benchmark;

import dev.messenger.app.benchmark.Load.Request;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** What the load generator sends, by users of the data set, to the messenger and to the limits. */
final class Requests {

    private static final int QUIET_MEMBERS = 5;

    private final DataSet data;
    private final Tokens tokens;
    private final Map<Long, String> issued = new HashMap<>();

    Requests(DataSet data, Tokens tokens) {
        this.data = data;
        this.tokens = tokens;
    }

    List<Request> sends(String path) {
        return byMembers((chat, user) -> send(path, chat, user));
    }

    /** User 1 writes, who may do so in the channel. */
    List<Request> sendsTo(long chat) {
        return List.of(send("/api/v1/messages", chat, 1));
    }

    private Request send(String path, long chat, long user) {
        return post(
                path,
                user,
                "{\"chat_id\": %d, \"type\": \"text\", \"text\": \"The quick brown fox says @@\", \"client_message_id\": \"@@\"}"
                        .formatted(chat));
    }

    List<Request> histories(String before, String after) {
        return byMembers((chat, user) -> get(before + chat + after, user));
    }

    List<Request> chatLists(String path) {
        return LongStream.rangeClosed(1, data.busy())
                .mapToObj(user -> get(path, user))
                .toList();
    }

    /** Sends, histories and lists by turns: in each chat and list something has happened before it is asked for again. */
    List<Request> mixed(String send, String history, String list) {
        List<Request> sends = sends(send);
        List<Request> histories = histories(history, "?limit=50");
        List<Request> lists = chatLists(list);
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < sends.size(); i++) {
            requests.add(sends.get(i));
            requests.add(histories.get(i));
            requests.add(lists.get(i % lists.size()));
        }
        return requests;
    }

    List<Request> one(String path, long user) {
        return List.of(get(path, user));
    }

    List<Request> byUsers(LongFunction<Request> request) {
        return LongStream.rangeClosed(data.busy() + 1, data.users())
                .mapToObj(request)
                .toList();
    }

    List<Request> marksOfRead() {
        return byMembers((chat, user) -> post(
                "/api/v1/messages/status",
                user,
                "{\"chat_id\": %d, \"message_id\": %d, \"status\": \"message_read\"}"
                        .formatted(chat, data.newest(chat))));
    }

    Request get(String path, long user) {
        return new Request("GET", path, token(user), "");
    }

    Request post(String path, long user, String body) {
        return new Request("POST", path, token(user), body);
    }

    private interface ByMember {
        Request of(long chat, long user);
    }

    private List<Request> byMembers(ByMember request) {
        List<Request> requests = new ArrayList<>();
        for (int member = 0; member < QUIET_MEMBERS; member++) {
            for (long chat = 1; chat <= data.chats(); chat++) {
                requests.add(request.of(chat, data.quietMember(chat, member)));
            }
        }
        return requests;
    }

    private String token(long user) {
        return issued.computeIfAbsent(user, id -> {
            Instant now = Instant.now();
            Session session = new Session(
                    new SessionId(UUID.randomUUID()),
                    new UserId(id),
                    UUID.randomUUID(),
                    "127.0.0.1",
                    null,
                    now,
                    now.plus(Duration.ofDays(1)));
            return tokens.issue(session, now).accessToken();
        });
    }
}
