package dev.messenger.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.CapsOf;
import dev.messenger.application.Messenger;
import dev.messenger.application.World;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.shared.RuleViolation;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many chats a user has, and how many members a chat. */
class ChatCapsTest {

    private final World world = new World(CapsOf.chats(100, 100, 100, 100));
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final UserId cid = world.person("cid");

    /** The same people under other caps. */
    private ChatUseCases under(int chats, int owned, int groupMembers, int channelMembers) {
        Settings settings = CapsOf.chats(chats, owned, groupMembers, channelMembers);
        return Messenger.over(world.ports(), settings, world::now).chats();
    }

    @Test
    @Tag("H16")
    void aUserOwnsSoManyGroupsAndChannels() {
        ChatUseCases chats = under(100, 2, 100, 100);
        ChatView first = chats.creation().create(ann, World.command(ChatType.GROUP, "One"));
        chats.creation().create(ann, World.command(ChatType.CHANNEL, "Two"));

        refuses("too_many_chats", () -> chats.creation().create(ann, World.command(ChatType.GROUP, "Three")));
        chats.creation().create(ann, World.command(ChatType.PRIVATE, null, bob));
        chats.creation().create(bob, World.command(ChatType.GROUP, "Of another", ann));
        chats.deletion().delete(ann, first.id(), true);
        assertThat(chats.creation()
                        .create(ann, World.command(ChatType.GROUP, "Three"))
                        .myRole())
                .as("there is room again")
                .isEqualTo(Role.OWNER);
    }

    @Test
    @Tag("H16")
    void ofManyGroupsAtOnceOneTakesTheLastPlace() {
        ChatUseCases chats = under(100, 1, 100, 100);

        Together.requireOneWinner(
                "the last group",
                Together.run(8, number -> chats.creation().create(ann, World.command(ChatType.GROUP, "G" + number))),
                RuleViolation.class);
    }

    @Test
    @Tag("H16")
    void aChatIsHandedOnlyToWhoMayOwnOneMore() {
        ChatUseCases chats = under(100, 1, 100, 100);
        chats.creation().create(bob, World.command(ChatType.GROUP, "Of Bob"));
        ChatView group = chats.creation().create(ann, World.command(ChatType.GROUP, "Of Ann", bob, cid));

        refuses("too_many_chats", () -> chats.membership().changeRole(ann, group.id(), bob, Role.OWNER));
        assertThat(chats.browsing().find(ann, group.id()).myRole())
                .as("nothing changed")
                .isEqualTo(Role.OWNER);
        chats.membership().changeRole(ann, group.id(), bob, Role.ADMIN);
        chats.membership().changeRole(ann, group.id(), cid, Role.OWNER);
    }

    @Test
    @Tag("H16")
    void whoInheritsAChatMayOwnOneMoreThanTheCap() {
        ChatUseCases chats = under(100, 1, 100, 100);
        chats.creation().create(bob, World.command(ChatType.GROUP, "Of Bob"));
        ChatView group = chats.creation().create(ann, World.command(ChatType.GROUP, "Of Ann", bob));
        chats.membership().leave(ann, group.id());

        assertThat(chats.browsing().find(bob, group.id()).myRole()).isEqualTo(Role.OWNER);
    }

    @Test
    @Tag("H16")
    void aUserIsInSoManyChats() {
        ChatUseCases chats = under(2, 100, 100, 100);
        ChatView open = world.publicGroup(cid, "open_group");
        ChatView invited = world.group(cid);
        String token = chats.invitations().link(cid, invited.id()).token();
        world.group(ann);
        ChatView second = world.group(ann);

        refuses("too_many_chats", () -> chats.creation().create(ann, World.command(ChatType.GROUP, "Third")));
        refuses("too_many_chats", () -> chats.creation().create(ann, World.command(ChatType.PRIVATE, null, bob)));
        refuses("too_many_chats", () -> chats.invitations().join(ann, open.id()));
        refuses("too_many_chats", () -> chats.invitations().joinByInvite(ann, token));
        refuses("too_many_chats", () -> chats.membership().add(cid, invited.id(), ann));
        refuses("too_many_chats", () -> chats.creation().create(bob, World.command(ChatType.PRIVATE, null, ann)));
        refuses("too_many_chats", () -> chats.creation().create(bob, World.command(ChatType.GROUP, "With", ann)));
        chats.creation().saved(ann);
        chats.membership().leave(ann, second.id());
        chats.deletion().delete(ann, chats.creation().saved(ann).id(), false);
        ChatUseCases roomier = under(3, 100, 100, 100);
        assertThat(roomier.invitations().join(ann, open.id()).myRole())
                .as("there is room again")
                .isEqualTo(Role.MEMBER);
        assertThat(roomier.invitations().join(ann, open.id()).myRole())
                .as("whoever is in stays in")
                .isEqualTo(Role.MEMBER);
    }

    @Test
    @Tag("H16")
    void anExistingPrivateChatIsFoundAtTheCap() {
        ChatUseCases chats = under(1, 100, 100, 100);
        ChatView chat = world.privateChat(ann, bob);

        assertThat(chats.creation()
                        .create(ann, World.command(ChatType.PRIVATE, null, bob))
                        .id())
                .isEqualTo(chat.id());
    }

    @Test
    @Tag("H16")
    void othersLeaveATenthOfTheChatsToTheUser() {
        ChatUseCases chats = under(10, 100, 100, 100);
        for (int i = 0; i < 9; i++) {
            chats.creation().create(bob, World.command(ChatType.GROUP, "Group " + i, ann));
        }

        refuses("too_many_chats", () -> chats.creation().create(cid, World.command(ChatType.GROUP, "Tenth", ann)));
        refuses("too_many_chats", () -> chats.creation().create(cid, World.command(ChatType.PRIVATE, null, ann)));
        chats.creation().create(ann, World.command(ChatType.PRIVATE, null, cid));
        refuses("too_many_chats", () -> chats.creation().create(ann, World.command(ChatType.GROUP, "Eleventh")));
    }

    @Test
    @Tag("H17")
    void aChatHasSoManyMembers() {
        ChatUseCases chats = under(100, 100, 2, 3);
        UserId dan = world.person("dan");
        ChatView group = chats.creation().create(ann, World.command(ChatType.GROUP, "Two", bob));
        ChatView channel = chats.creation().create(ann, World.command(ChatType.CHANNEL, "Three", bob, cid));
        String token = chats.invitations().link(ann, group.id()).token();

        refuses("too_many_members", () -> chats.membership().add(ann, group.id(), cid));
        refuses("too_many_members", () -> chats.membership().add(ann, channel.id(), dan));
        refuses("too_many_members", () -> chats.invitations().joinByInvite(cid, token));
        refuses("too_many_members", () -> chats.creation().create(ann, World.command(ChatType.GROUP, "3", bob, cid)));
        chats.membership().remove(ann, group.id(), bob);
        assertThat(chats.invitations().joinByInvite(cid, token).membersCount())
                .as("there is room again")
                .isEqualTo(2);
    }

    @Test
    @Tag("H17")
    void ofManyWhoJoinAtOnceOneTakesTheLastPlace() {
        ChatUseCases chats = under(100, 100, 2, 2);
        ChatView open = world.publicGroup(ann, "nearly_full");
        List<UserId> users = List.of(bob, cid, world.person("dan"), world.person("eve"));

        Together.requireOneWinner(
                "the last place",
                Together.run(4, number -> chats.invitations().join(users.get(number), open.id())),
                RuleViolation.class);
        assertThat(chats.browsing().find(ann, open.id()).membersCount()).isEqualTo(2);
    }

    private static void refuses(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
