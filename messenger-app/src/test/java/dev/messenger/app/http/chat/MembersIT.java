package dev.messenger.app.http.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Joining, leaving and roles (rules H8 to H10). */
class MembersIT {

    private final TestServer server = TestServer.shared();
    private final Person owner = server.person();
    private final Person admin = server.person();
    private final Person member = server.person();
    private final Person other = server.person();

    @Test
    @Tag("H3")
    @Tag("H10")
    void addingAnswers201WithTheMember() {
        Chat group = Chat.group(owner);
        JsonNode added = group.add(owner, member).expect(201).json();

        assertThat(added.propertyNames()).containsExactly("id", "user_id", "role", "joined_at");
        assertThat(added.get("user_id").asLong()).isEqualTo(member.id());
        assertThat(added.get("role").asString()).isEqualTo("member");
        assertThat(group.add(owner, member).expect(409).code()).isEqualTo("already_a_member");
        assertThat(group.seenBy(member).get("members_count").asInt()).isEqualTo(2);
        assertThat(owner.api()
                        .post(group.path("/members"), Map.of("user_id", 1L << 50))
                        .expect(404)
                        .code())
                .isEqualTo("user_not_found");
    }

    @Test
    @Tag("H9")
    void staffAddsAndRemovesThoseBelow() {
        Chat group = staffed(Chat.group(owner, admin, member, other));

        assertThat(group.add(member, server.person()).expect(403).code()).isEqualTo("not_permitted");
        group.add(admin, server.person()).expect(201);
        group.remove(member, other).expect(403);
        assertThat(group.remove(admin, owner).expect(403).code()).isEqualTo("not_above_member");
        group.remove(admin, admin).expect(204); // removing oneself is leaving
        group.add(owner, admin).expect(201);
        group.remove(owner, member).expect(204);
        assertThat(group.remove(owner, member).expect(404).code()).isEqualTo("member_not_found");
        member.api().get(group.path("")).expect(404);
    }

    @Test
    @Tag("H9")
    void anAdminRemovesNoAdmin() {
        Chat group = staffed(Chat.group(owner, admin, member));
        group.changeRole(owner, member, "admin").expect(200);

        assertThat(group.remove(admin, member).expect(403).code()).isEqualTo("not_above_member");
    }

    @Test
    @Tag("H8")
    @Tag("H9")
    void whoWasRemovedComesBackThroughStaffAlone() {
        Chat group = Chat.open("group", owner, member, other);
        String token = link(owner, group);
        group.remove(owner, member).expect(204);

        assertThat(group.join(member).expect(403).code()).isEqualTo("removed_by_staff");
        assertThat(member.api()
                        .post("/api/v1/chats/join-by-invite", Map.of("token", token))
                        .expect(403)
                        .code())
                .isEqualTo("removed_by_staff");
        group.add(owner, member).expect(201);
        group.leave(member).expect(204);
        group.join(member).expect(200);
        group.leave(other).expect(204);
        assertThat(group.join(other).expect(200).json().get("my_role").asString())
                .as("who left by themselves comes back")
                .isEqualTo("member");
    }

    @Test
    @Tag("H9")
    void onlyTheOwnerChangesRoles() {
        Chat group = Chat.group(owner, admin, member);

        assertThat(group.changeRole(owner, admin, "admin")
                        .expect(200)
                        .json()
                        .get("role")
                        .asString())
                .isEqualTo("admin");
        assertThat(group.changeRole(owner, admin, "admin")
                        .expect(200)
                        .json()
                        .get("role")
                        .asString())
                .as("again changes nothing")
                .isEqualTo("admin");
        group.changeRole(admin, member, "admin").expect(403);
        group.changeRole(member, member, "admin").expect(403);
        assertThat(group.changeRole(owner, owner, "member").expect(422).code()).isEqualTo("owner_cannot_step_down");
        group.changeRole(owner, owner, "owner").expect(200);
        group.changeRole(owner, other, "admin").expect(404);
        group.changeRole(owner, member, "king").expect(422);
        group.changeRole(owner, admin, "member").expect(200);
        assertThat(group.roles(owner)).containsExactly(is(owner, "owner"), is(admin, "member"), is(member, "member"));
    }

    @Test
    @Tag("H9")
    void handingOverMakesTheOldOwnerAnAdmin() {
        Chat channel = Chat.channel(owner, admin, member);
        assertThat(channel.changeRole(owner, member, "owner")
                        .expect(200)
                        .json()
                        .get("role")
                        .asString())
                .isEqualTo("owner");

        assertThat(channel.roles(member)).containsExactly(is(member, "owner"), is(owner, "admin"), is(admin, "member"));
        channel.changeRole(owner, admin, "admin").expect(403);
    }

    @Test
    @Tag("H9")
    void theLongestStandingAdminElseMemberInherits() {
        Chat group = Chat.group(owner, other, admin, member);
        group.changeRole(owner, admin, "admin").expect(200);
        group.changeRole(owner, member, "admin").expect(200);

        group.leave(owner).expect(204);
        assertThat(group.roles(other)).startsWith(is(admin, "owner"), is(member, "admin"));
        group.leave(admin).expect(204);
        assertThat(group.roles(other)).containsExactly(is(member, "owner"), is(other, "member"));
        group.leave(member).expect(204);
        assertThat(group.roles(other)).containsExactly(is(other, "owner"));
        group.leave(other).expect(204);
        other.api().get(group.path("")).expect(404);
    }

    @Test
    @Tag("H9")
    void theLastOneOutDeletesThePublicChatToo() {
        String handle = Chat.handle();
        Map<String, Object> wanted = Map.of("type", "group", "title", "Open", "is_public", true, "handle", handle);
        Chat group = Chat.make(owner, wanted);
        group.leave(owner).expect(204);

        member.api().get(group.path("")).expect(404);
        Chat.make(member, wanted); // the handle is free again
    }

    @ParameterizedTest
    @ValueSource(strings = {"leave", "title", "profile", "add", "role", "remove", "remove oneself", "link"})
    @Tag("H9")
    void thereIsNothingToRunInAPrivateChat(String deed) {
        for (Chat chat : List.of(Chat.pair(owner, other), saved(owner))) {
            Api.Response answer = switch (deed) {
                case "leave" -> chat.leave(owner);
                case "title" -> owner.api().patch(chat.path("/title"), Map.of("title", "Us"));
                case "profile" -> owner.api().patch(chat.path("/profile"), Map.of("title", "Us"));
                case "add" -> chat.add(owner, member);
                case "role" -> chat.changeRole(owner, other, "admin");
                case "remove" -> chat.remove(owner, other);
                case "remove oneself" -> chat.remove(owner, owner);
                case "link" -> owner.api().post(chat.path("/invite-link"));
                default -> throw new IllegalArgumentException(deed);
            };
            assertThat(answer.expect(422).code()).isEqualTo("private_chat");
        }
    }

    @Test
    @Tag("H8")
    void joiningIsForPublicChatsAndHarmlessForMembers() {
        Chat open = Chat.open("channel", owner);
        JsonNode joined = open.join(member).expect(200).json();
        assertThat(joined.get("my_role").asString()).isEqualTo("member");
        assertThat(joined.get("members_count").asInt()).isEqualTo(2);

        assertThat(open.join(member).expect(200).json()).as("again").isEqualTo(joined);
        assertThat(open.join(owner).expect(200).json().get("my_role").asString())
                .isEqualTo("owner");
        Chat closed = Chat.group(owner, other);
        assertThat(closed.join(member).expect(404).code()).isEqualTo("chat_not_found");
        closed.join(other).expect(200);
    }

    @Test
    @Tag("H8")
    void aLinkLeadsInUntilItIsRevoked() {
        Chat group = staffed(Chat.group(owner, admin, member));
        String token = link(owner, group);
        assertThat(link(admin, group)).as("the same until it is revoked").isEqualTo(token);
        member.api().post(group.path("/invite-link")).expect(403);
        member.api().delete(group.path("/invite-link")).expect(403);
        Map<String, String> invite = Map.of("token", token);

        JsonNode joined = other.api()
                .post("/api/v1/chats/join-by-invite", invite)
                .expect(200)
                .json();
        assertThat(joined.get("id").asLong()).isEqualTo(group.id());
        assertThat(joined.get("my_role").asString()).isEqualTo("member");
        owner.api().post("/api/v1/chats/join-by-invite", invite).expect(200);
        admin.api().delete(group.path("/invite-link")).expect(204);
        admin.api().delete(group.path("/invite-link")).expect(204);
        Person late = server.person();
        assertThat(late.api()
                        .post("/api/v1/chats/join-by-invite", invite)
                        .expect(404)
                        .code())
                .isEqualTo("invite_not_found");
        assertThat(link(owner, group)).as("a new one").isNotEqualTo(token);
        late.api()
                .post("/api/v1/chats/join-by-invite", Map.of("token", "nonsense"))
                .expect(404);
    }

    @Test
    @Tag("H8")
    void theLinkIsTheFrontendsJoinPage() {
        Chat group = Chat.group(owner);
        JsonNode link = owner.api().post(group.path("/invite-link")).expect(200).json();

        assertThat(link.propertyNames()).containsExactly("chat_id", "token", "invite_url");
        assertThat(link.get("chat_id").asLong()).isEqualTo(group.id());
        assertThat(link.get("invite_url").asString())
                .endsWith("/join?token=" + link.get("token").asString());
        group.delete(owner, true).expect(204);
        member.api()
                .post(
                        "/api/v1/chats/join-by-invite",
                        Map.of("token", link.get("token").asString()))
                .expect(404);
    }

    @Test
    @Tag("H10")
    void theMembersOfAChannelAreForItsStaff() {
        Chat channel = staffed(Chat.channel(owner, admin, member, other));

        assertThat(channel.roles(member))
                .as("staff and oneself")
                .containsExactly(is(owner, "owner"), is(admin, "admin"), is(member, "member"));
        assertThat(channel.roles(admin)).hasSize(4);
        assertThat(member.api().get(channel.path("/members")).expect(403).code())
                .isEqualTo("not_permitted");
        assertThat(members(admin, channel, "")).hasSize(4);
        assertThat(channel.seenBy(member).get("subscribers_count").asInt()).isEqualTo(4);
    }

    @Test
    @Tag("C8")
    @Tag("H10")
    void membersArePagedByUserId() {
        Chat group = Chat.group(owner, admin, member, other);
        List<Long> all = List.of(owner.id(), admin.id(), member.id(), other.id());

        assertThat(members(owner, group, "")).isEqualTo(all);
        assertThat(members(owner, group, "?limit=3")).isEqualTo(all.subList(0, 3));
        assertThat(members(owner, group, "?limit=3&after_id=" + member.id())).containsExactly(other.id());
        assertThat(members(owner, group, "?after_id=" + other.id())).isEmpty();
        assertThat(members(owner, group, "?limit=1&after_user_id=" + owner.id()))
                .as("by its other name")
                .containsExactly(admin.id());
        assertThat(members(owner, group, "?after_id=" + member.id() + "&after_user_id=" + owner.id()))
                .containsExactly(other.id());
        owner.api().get(group.path("/members?after_user_id=x")).expect(422);
        owner.api().get(group.path("/members?limit=0")).expect(422);
        owner.api().get(group.path("/members?limit=201")).expect(422);
    }

    private Chat staffed(Chat chat) {
        chat.changeRole(owner, admin, "admin").expect(200);
        return chat;
    }

    private static Chat saved(Person person) {
        return new Chat(person.api()
                .get("/api/v1/chats/saved")
                .expect(200)
                .json()
                .get("id")
                .asLong());
    }

    private static String link(Person actor, Chat chat) {
        return actor.api()
                .post(chat.path("/invite-link"))
                .expect(200)
                .json()
                .get("token")
                .asString();
    }

    private static List<Long> members(Person viewer, Chat chat, String query) {
        return viewer.api().get(chat.path("/members" + query)).expect(200).json().values().stream()
                .map(one -> one.get("user_id").asLong())
                .toList();
    }

    private static String is(Person person, String role) {
        return person.id() + ": " + role;
    }
}
