package dev.messenger.app.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.http.fuzz.ApiDocument.Operation;
import dev.messenger.app.http.fuzz.ApiDocument.Parameter;
import dev.messenger.app.http.fuzz.Values.Manner;
import dev.messenger.app.testing.Answer;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.RawConnection;
import dev.messenger.app.testing.TestServer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every declared operation with valid, extreme and hostile values: no failure, and every response is as declared. */
@Tag("C3")
@Tag("C4")
@Tag("C18")
class OpenApiFuzzIT {

    private static final List<Manner> MANNERS = List.of(Manner.values());

    private static TestServer server;

    private final Ids ids = new Ids();
    private final Set<String> undeclared = new ConcurrentSkipListSet<>();
    private final Set<String> succeeded = new ConcurrentSkipListSet<>();

    @BeforeAll
    static void start() {
        server = Campaign.server();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyOperationAnswersAsDeclared() throws Exception {
        ApiDocument document =
                new ApiDocument(server.api().get("/openapi.json").expect(200).json());
        AtomicReferenceArray<Person> people = people();
        List<Operation> operations = document.operations();

        Campaign.run((random, count) -> {
            try (Client client = new Client(document, random, people)) {
                for (int i = 0; i < count; i++) {
                    client.call(operations.get(random.nextInt(operations.size())));
                }
            }
        });

        assertThat(undeclared).as("statuses that the document does not declare").isEmpty();
        assertThat(succeeded).as("operations that succeeded").hasSizeGreaterThan(operations.size() * 2 / 3);
        server.api().get("/health/ready").expect(200);
    }

    /** People who know each other, so that most operations can succeed. */
    private AtomicReferenceArray<Person> people() {
        List<Person> people = Stream.generate(server::person).limit(4).toList();
        Person first = people.getFirst();
        List<Long> others = people.stream().skip(1).map(Person::id).toList();
        for (String type : List.of("group", "channel")) {
            long chat = first.api()
                    .post("/api/v1/chats", Map.of("type", type, "title", "fuzz", "member_ids", others))
                    .expect(200)
                    .json()
                    .get("id")
                    .asLong();
            ids.learn("chat", Long.toString(chat));
            ids.learn("message", Long.toString(first.send(chat, "hello")));
        }
        for (Person person : people) {
            ids.learn("user", Long.toString(person.id()));
            long chat =
                    first.id() == person.id() ? first.privateChatWith(people.getLast()) : first.privateChatWith(person);
            ids.learn("chat", Long.toString(chat));
            ids.learn("message", Long.toString(person.send(chat, "hello")));
        }
        return new AtomicReferenceArray<>(people.toArray(Person[]::new));
    }

    /** One thread's client, on one connection as long as the server keeps it. */
    private final class Client implements AutoCloseable {

        private final ApiDocument document;
        private final SplittableRandom random;
        private final AtomicReferenceArray<Person> people;
        private @Nullable RawConnection connection;

        Client(ApiDocument document, SplittableRandom random, AtomicReferenceArray<Person> people) {
            this.document = document;
            this.random = random;
            this.people = people;
        }

        void call(Operation operation) throws IOException {
            int who = random.nextInt(people.length());
            Person sender = people.get(who);
            int chance = random.nextInt(20);
            @Nullable String token = chance == 0 ? null : chance == 1 ? sender.token() + "x" : sender.token();
            String request = request(operation, sender, token);
            try {
                Answer answer = exchange(request.getBytes(StandardCharsets.UTF_8));
                check(operation, answer);
                if (answer.status() == 401 && sender.token().equals(token)) {
                    replace(who, sender);
                }
            } catch (IOException | AssertionError wrong) {
                throw new AssertionError("for " + request.substring(0, Math.min(request.length(), 3_000)), wrong);
            }
        }

        private String request(Operation operation, Person sender, @Nullable String token) {
            Values values = new Values(document, ids, sender, random);
            Manner manner = MANNERS.get(random.nextInt(MANNERS.size()));
            int odd = random.nextInt(6); // often only one value is not valid
            String path = operation.path();
            StringBuilder query = new StringBuilder();
            int index = 0;
            for (Parameter parameter : operation.parameters()) {
                Manner own = odd < 3 || odd == index + 3 ? manner : Manner.VALID;
                index++;
                String text = values.parameter(parameter, own);
                if (parameter.place().equals("path")) {
                    path = path.replace("{" + parameter.name() + "}", text.isEmpty() ? "0" : text);
                } else if (parameter.isRequired() || random.nextInt(3) > 0) {
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(parameter.name())
                            .append('=')
                            .append(text);
                }
            }
            String body = operation.body() == null ? "" : values.body(operation.body(), manner);
            return operation.method() + " " + path + query + " HTTP/1.1\r\nHost: localhost\r\n"
                    + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                    + (operation.body() == null ? "" : "Content-Type: application/json\r\n")
                    + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        }

        private Answer exchange(byte[] request) throws IOException {
            boolean isKept = connection != null;
            Answer answer = null;
            try {
                if (connection == null) {
                    connection = new RawConnection(server.port());
                }
                connection.send(request);
                answer = connection.read();
            } catch (SocketException closed) {
                // as if it had not answered
            }
            if (answer == null) {
                close();
                if (!isKept) {
                    throw new AssertionError("no response");
                }
                return exchange(request);
            }
            if (answer.closes() || answer.isStream()) {
                close();
            }
            return answer;
        }

        private void check(Operation operation, Answer answer) {
            String fault = answer.fault();
            if (fault != null) {
                throw new AssertionError(fault + ": " + answer);
            }
            String status = Integer.toString(answer.status());
            JsonNode declared = operation.responses().get(status);
            if (declared == null) {
                if (answer.status() != 414) { // of HTTP itself: the path and query are too long
                    undeclared.add(operation + " " + status);
                }
                return;
            }
            if (answer.status() < 300) {
                succeeded.add(operation.toString());
                JsonNode schema = declared.at("/content/application~1json/schema");
                if (!schema.isMissingNode()) {
                    String breach = document.breach(answer.json(), schema, "body");
                    if (breach != null) {
                        throw new AssertionError(breach + ": " + answer);
                    }
                    ids.learn(answer.json());
                }
            }
        }

        /** Somebody signed this person out, or deleted them. */
        private void replace(int who, Person gone) {
            synchronized (people) {
                if (people.get(who).token().equals(gone.token())) {
                    try {
                        people.set(who, server.signIn(gone.username(), gone.email(), gone.password()));
                    } catch (AssertionError passwordChanged) {
                        people.set(who, server.person());
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }
    }
}
