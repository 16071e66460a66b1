package dev.messenger.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RuleViolation;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who comes, goes and becomes what (rules H9, H10). */
@Tag("H9")
class MembershipTest {

    private final World world = new World();
    private final UserId owner = world.person("owner");
    private final UserId admin = world.person("admin");
    private final UserId member = world.person("member");
    private final UserId stranger = world.person("stranger");
    private final ChatId group = group();

    private ChatId group() {
        ChatId chat = world.group(owner, admin, member).id();
        membership().changeRole(owner, chat, admin, Role.ADMIN);
        return chat;
    }

    @Test
    void staffAddAndMembersDoNot() {
        refused("not_permitted", () -> membership().add(member, group, stranger));
        Member added = membership().add(admin, group, stranger);

        assertThat(added.user()).isEqualTo(stranger);
        assertThat(added.role()).isEqualTo(Role.MEMBER);
        assertThat(lastEvent()).isEqualTo(new Event.MemberAdded(group, stranger, admin));
        assertThatThrownBy(() -> membership().add(owner, group, stranger))
                .as("twice")
                .isInstanceOf(AlreadyMember.class);
    }

    @Test
    @Tag("U1")
    @Tag("U8")
    void nobodyIsAddedWhoDoesNotAllowIt() {
        assertThatThrownBy(() -> membership().add(owner, group, new UserId(999)))
                .isInstanceOf(NotFound.class);
        world.messenger().people().contacts().block(stranger, owner);

        refused("privacy_forbids", () -> membership().add(owner, group, stranger));
        assertThat(membership().add(admin, group, stranger).user())
                .as("by whom they did not block")
                .isEqualTo(stranger);
    }

    @Test
    void strangersDoNotEvenSeeTheChat() {
        for (ThrowingCallable attempt : List.<ThrowingCallable>of(
                () -> membership().page(stranger, group, null, 10),
                () -> membership().add(stranger, group, stranger),
                () -> membership().remove(stranger, group, member),
                () -> membership().leave(stranger, group),
                () -> membership().changeRole(stranger, group, member, Role.ADMIN))) {
            assertThatThrownBy(attempt).isInstanceOf(ChatNotFound.class);
        }
    }

    @Test
    void oneRemovesThoseBelowAlone() {
        refused("not_permitted", () -> membership().remove(member, group, admin));
        refused("not_above_member", () -> membership().remove(admin, group, owner));
        assertThatThrownBy(() -> membership().remove(admin, group, stranger)).isInstanceOf(MemberNotFound.class);
        membership().remove(admin, group, member);

        assertThat(users()).containsExactly(owner, admin);
        assertThat(lastEvent()).isEqualTo(new Event.MemberRemoved(group, member, admin));
    }

    @Test
    void whoWasRemovedComesBackOnlyWhenStaffAddsThem() {
        String token =
                world.messenger().chats().invitations().link(owner, group).token();
        membership().remove(owner, group, member);

        assertThatThrownBy(() -> world.messenger().chats().invitations().joinByInvite(member, token))
                .isInstanceOf(Forbidden.class);
        membership().add(owner, group, member);
        membership().leave(member, group);
        world.messenger().chats().invitations().joinByInvite(member, token);
        assertThat(users()).as("pardoned").contains(member);
    }

    @Test
    void whoLeavesMayComeBack() {
        String token =
                world.messenger().chats().invitations().link(owner, group).token();
        membership().remove(member, group, member);
        assertThat(users()).containsExactly(owner, admin);

        world.messenger().chats().invitations().joinByInvite(member, token);
        assertThat(users()).contains(member);
    }

    @Test
    void theOwnerAloneChangesRoles() {
        refused("not_permitted", () -> membership().changeRole(admin, group, member, Role.ADMIN));
        refused("not_permitted", () -> membership().changeRole(member, group, member, Role.ADMIN));
        assertThatThrownBy(() -> membership().changeRole(owner, group, stranger, Role.ADMIN))
                .isInstanceOf(MemberNotFound.class);
        assertThatThrownBy(() -> membership().changeRole(owner, group, owner, Role.MEMBER))
                .isInstanceOf(RuleViolation.class);
        int before = world.eventsOf(group).size();

        assertThat(membership().changeRole(owner, group, member, Role.MEMBER).role())
                .as("the role they have")
                .isEqualTo(Role.MEMBER);
        assertThat(world.eventsOf(group)).as("tells nobody").hasSize(before);
        assertThat(membership().changeRole(owner, group, member, Role.ADMIN).role())
                .isEqualTo(Role.ADMIN);
        assertThat(lastEvent()).isEqualTo(new Event.MemberRoleChanged(group, member, owner, Role.ADMIN));
        assertThat(roleOf(member)).isEqualTo(Role.ADMIN);
    }

    @Test
    void handingOverMakesTheOldOwnerAnAdmin() {
        assertThat(membership().changeRole(owner, group, member, Role.OWNER).role())
                .isEqualTo(Role.OWNER);

        assertThat(roleOf(member)).isEqualTo(Role.OWNER);
        assertThat(roleOf(owner)).isEqualTo(Role.ADMIN);
        refused("not_permitted", () -> membership().changeRole(owner, group, admin, Role.MEMBER));
    }

    @Test
    void anOwnerWhoLeavesIsFollowedByTheMostSenior() {
        membership().leave(owner, group);
        assertThat(roleOf(admin)).isEqualTo(Role.OWNER);
        membership().leave(admin, group);
        assertThat(roleOf(member)).isEqualTo(Role.OWNER);
        membership().leave(member, group);

        assertThatThrownBy(() -> membership().page(member, group, null, 10))
                .as("the last one out deletes the chat")
                .isInstanceOf(ChatNotFound.class);
    }

    @Test
    @Tag("H10")
    void inAChannelTheListIsForStaff() {
        ChatId channel = world.channel(owner, member).id();

        refused("not_permitted", () -> membership().page(member, channel, null, 10));
        assertThat(membership().page(owner, channel, null, 10)).hasSize(2);
    }

    @Test
    void aPrivateChatHasNoMembersToChange() {
        ChatId pair = world.privateChat(owner, member).id();
        for (ThrowingCallable attempt : List.<ThrowingCallable>of(
                () -> membership().add(owner, pair, stranger),
                () -> membership().remove(owner, pair, member),
                () -> membership().leave(owner, pair),
                () -> membership().changeRole(owner, pair, member, Role.ADMIN))) {
            assertThatThrownBy(attempt).isInstanceOf(RuleViolation.class);
        }
    }

    private Membership membership() {
        return world.messenger().chats().membership();
    }

    private List<UserId> users() {
        return membership().page(owner, group, null, 10).stream()
                .map(Member::user)
                .toList();
    }

    private Role roleOf(UserId user) {
        return world.ports()
                .store()
                .chat()
                .memberships()
                .find(group, user)
                .orElseThrow()
                .role();
    }

    private Event lastEvent() {
        return world.eventsOf(group).getLast();
    }

    private static void refused(String code, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        Forbidden.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
