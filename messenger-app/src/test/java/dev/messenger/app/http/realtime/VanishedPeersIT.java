package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.Cable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that vanishes silently, as with an empty battery, soon goes offline (rule P1). */
@Timeout(150)
class VanishedPeersIT {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    @Test
    @Tag("P1")
    @Tag("R8")
    void whose_connection_is_dead_is_gone_within_ninety_seconds_and_who_is_there_stays() {
        TestServer server = TestServer.shared();
        URI direct = Stream.uri(server.api());
        Person watching = server.person();
        Person socketed = server.person();
        Person following = server.person();
        Person present = server.person();
        try (Cable cable = Cable.to(direct);
                Stream stays = Stream.of(direct, present);
                Stream his = Stream.of(direct, watching)) {
            URI through = URI.create("http://127.0.0.1:" + cable.port());
            watching.privateChatWith(socketed);
            watching.privateChatWith(following);
            long chat = watching.privateChatWith(present);
            Stream socket = Stream.of(through, socketed);
            Person atTheEnd = at(through, following);
            EventConnection events = EventConnection.Transport.SERVER_SENT_EVENTS.open(atTheEnd, null);
            await().until(() -> !events.events().isEmpty());

            cable.clog();
            Instant vanished = Instant.now();

            for (Person gone : new Person[] {socketed, following}) {
                await().atMost(LONGEST.minus(Duration.between(vanished, Instant.now())))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> his.events("user_offline").stream()
                                .anyMatch(event ->
                                        event.get("data").get("user_id").asLong() == gone.id()));
            }
            assertThat(stays.isClosed()).as("who answers pings").isFalse();
            assertThat(watching.api()
                            .get("/api/v1/chats/" + chat)
                            .expect(200)
                            .json()
                            .get("counterpart_is_online")
                            .asBoolean())
                    .isTrue();
            events.close();
            socket.close();
        }
    }

    private static Person at(URI server, Person person) {
        return new Person(
                person.id(),
                person.username(),
                person.email(),
                person.password(),
                person.token(),
                new Api(server).as(person.token()));
    }
}
