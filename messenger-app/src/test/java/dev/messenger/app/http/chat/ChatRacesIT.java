package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Concurrent changes of one chat, which the database serialises. */
class ChatRacesIT {

    private final TestServer server = TestServer.shared();
    private final Person one = server.person();
    private final Person other = server.person();

    @RepeatedTest(3)
    @Tag("H1")
    void bothSidesMakeTheirPrivateChatAtOnce() {
        Person third = server.person();
        List<Long> chats = Together.succeed(
                8, number -> number % 2 == 0 ? one.privateChatWith(third) : third.privateChatWith(one));

        assertThat(chats).as("8 at once for one pair").containsOnly(chats.getFirst());
    }

    @Test
    @Tag("H14")
    void theSavedChatIsMadeOnce() {
        List<Long> chats = Together.succeed(
                8,
                number -> one.api()
                        .get("/api/v1/chats/saved")
                        .expect(200)
                        .json()
                        .get("id")
                        .asLong());

        assertThat(chats).containsOnly(chats.getFirst());
    }

    @Test
    @Tag("H2")
    void aHandleGoesToOneOfMany() {
        Map<String, Object> wanted =
                Map.of("type", "channel", "title", "Mine", "is_public", true, "handle", Chat.handle());
        List<Integer> answers = Together.succeed(
                8, number -> one.api().post("/api/v1/chats", wanted).status());

        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @RepeatedTest(3)
    @Tag("H9")
    void theOwnerAndTheirHeirsLeaveAtOnce() {
        Person third = server.person();
        Person last = server.person();
        Chat group = Chat.group(one, other, third, last);
        group.changeRole(one, other, "admin").expect(200);
        List<Person> leavers = List.of(one, other, third);
        Together.succeed(3, number -> group.leave(leavers.get(number)).expect(204));

        assertThat(group.roles(last)).containsExactly(last.id() + ": owner");
        assertThat(group.seenBy(last).get("members_count").asInt()).isEqualTo(1);
    }

    @RepeatedTest(3)
    @Tag("H9")
    void handingOverAndLeavingLeaveOneOwner() {
        Person third = server.person();
        Chat group = Chat.group(one, other, third);
        List<Integer> answers = Together.succeed(
                2, number -> (number == 0 ? group.changeRole(one, other, "owner") : group.leave(other)).status());

        assertThat(answers.get(0))
                .as("handed over before they left, or too late")
                .isIn(200, 404);
        assertThat(answers.get(1)).isEqualTo(204);
        assertThat(group.roles(third))
                .filteredOn(role -> role.endsWith("owner"))
                .hasSize(1);
    }

    @RepeatedTest(3)
    @Tag("H9")
    void whoIsDemotedMeanwhileRemovesNobodyAfterwards() {
        Person third = server.person();
        Chat group = Chat.group(one, other, third);
        group.changeRole(one, other, "admin").expect(200);
        List<Integer> answers = Together.succeed(
                2,
                number -> (number == 0 ? group.changeRole(one, other, "member") : group.remove(other, third)).status());

        assertThat(answers.get(0)).isEqualTo(200);
        boolean gone = group.roles(one).stream().noneMatch(role -> role.startsWith(third.id() + ":"));
        assertThat(answers.get(1)).as("removed: %s", gone).isEqualTo(gone ? 204 : 403);
    }

    @Test
    @Tag("H9")
    void thereIsOneOwnerAtEveryInstant() {
        Person watcher = server.person();
        Chat group = Chat.group(one, other, watcher);
        List<Person> pair = List.of(one, other);
        AtomicBoolean goesOn = new AtomicBoolean(true);
        Together.succeed(3, number -> {
            if (number == 2) {
                while (goesOn.get()) {
                    assertThat(roles(watcher, group))
                            .filteredOn("owner"::equals)
                            .hasSize(1);
                }
                return number;
            }
            try {
                for (int round = 0; round < 40; round++) {
                    Person me = pair.get(number);
                    Person you = pair.get(1 - number);
                    int handedOver = group.changeRole(me, you, "owner").status();
                    assertThat(handedOver).as("the owner's right").isIn(200, 403);
                }
            } finally {
                goesOn.set(false);
            }
            return number;
        });
        assertThat(roles(watcher, group)).containsExactlyInAnyOrder("owner", "admin", "member");
    }

    private static List<String> roles(Person viewer, Chat group) {
        return viewer.api().get(group.path("/members")).expect(200).json().values().stream()
                .map(member -> member.get("role").asString())
                .toList();
    }

    @RepeatedTest(3)
    @Tag("H8")
    @Tag("H11")
    void joiningAgainstDeleting() {
        Chat open = Chat.open("group", one);
        List<Person> joiners = Stream.generate(server::person).limit(4).toList();
        List<Integer> answers = Together.succeed(
                5, number -> (number == 4 ? open.delete(one, true) : open.join(joiners.get(number))).status());

        assertThat(answers.subList(0, 4)).containsAnyOf(200, 404).isSubsetOf(200, 404);
        assertThat(answers.get(4)).isEqualTo(204);
        for (Person joiner : joiners) {
            joiner.api().get(open.path("")).expect(404);
            assertThat(Chat.listed(joiner, "")).doesNotContain(open.id());
        }
    }

    @Test
    @Tag("H4")
    void membersAreCountedWhileTheyComeAndGo() {
        Chat open = Chat.open("group", one);
        List<Person> people = Stream.generate(server::person).limit(6).toList();
        Together.succeed(6, number -> {
            for (int round = 0; round < 5; round++) {
                open.join(people.get(number)).expect(200);
                open.leave(people.get(number)).expect(204);
            }
            return number % 2 == 0 ? open.join(people.get(number)).expect(200) : null;
        });

        JsonNode members = one.api().get(open.path("/members")).expect(200).json();
        assertThat(open.seenBy(one).get("members_count").asInt()).isEqualTo(4).isEqualTo(members.size());
    }

    @Test
    @Tag("H10")
    void addedByManyAtOnceOneIsAMemberOnce() {
        Chat group = Chat.group(one);
        List<Api.Response> answers = Together.succeed(6, number -> group.add(one, other));
        List<Integer> statuses = new ArrayList<>();
        answers.forEach(answer -> statuses.add(answer.status()));

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(group.seenBy(one).get("members_count").asInt()).isEqualTo(2);
    }
}
