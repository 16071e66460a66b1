package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.Memberships;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The members of chats (rules H8 to H10, H12). */
@Tag("H9")
@PortContract(Memberships.class)
public interface MembershipsContract extends StoreContract {

    @Test
    default void whoWasNotAddedIsNoMember() {
        assertThat(find(group(user()), user())).isEmpty();
        assertThat(find(ChatsContract.NOWHERE, user())).isEmpty();
        assertThat(page(ChatsContract.NOWHERE, null, 10)).isEmpty();
    }

    @Test
    default void whoIsAddedIsAPlainMember() {
        UserId owner = user();
        UserId user = user();
        ChatId chat = group(owner);
        Member added = add(chat, user, NOW.plusSeconds(5));

        assertThat(added).isEqualTo(new Member(added.id(), user, Role.MEMBER, NOW.plusSeconds(5)));
        assertThat(find(chat, user)).contains(added);
        assertThat(entry(chat, owner).chat().membersCount()).as("members_count").isEqualTo(2);
    }

    @Test
    @Tag("H12")
    default void whatWasThereBeforeCountsAsRead() {
        UserId owner = user();
        UserId user = user();
        ChatId chat = group(owner);
        send(chat, owner, "Before");
        add(chat, user, NOW);

        assertThat(store().message()
                        .messages()
                        .history(chat, user, null, 10)
                        .orElseThrow()
                        .messages())
                .as("the history is there")
                .hasSize(1);
        assertThat(entry(chat, user).mine().unread()).as("and read").isZero();
        send(chat, owner, "After");
        assertThat(entry(chat, user).mine().unread()).as("what comes later").isEqualTo(1);
    }

    @Test
    default void whoIsRemovedIsNoMemberAnyMore() {
        UserId owner = user();
        UserId user = user();
        ChatId chat = group(owner, user);
        remove(chat, user);
        remove(chat, user);
        remove(chat, user());

        assertThat(find(chat, user)).isEmpty();
        assertThat(users(page(chat, null, 10))).containsExactly(owner);
        assertThat(entry(chat, owner).chat().membersCount()).as("members_count").isEqualTo(1);
        assertThat(store().chat().chats().standing(chat, user).orElseThrow().isMember())
                .isFalse();
    }

    @Test
    default void whoComesBackIsTheLatestToCome() {
        UserId owner = user();
        UserId user = user();
        UserId other = user();
        ChatId chat = group(owner, user, other);
        long first = find(chat, user).orElseThrow().id();
        remove(chat, user);
        Member back = add(chat, user, NOW);

        assertThat(back.id())
                .isGreaterThan(first)
                .isGreaterThan(find(chat, other).orElseThrow().id());
    }

    @Test
    default void aRoleIsChangedForOneMemberAlone() {
        UserId owner = user();
        UserId one = user();
        UserId other = user();
        ChatId chat = group(owner, one, other);
        Member before = find(chat, one).orElseThrow();
        store().transactions().run(() -> memberships().changeRole(chat, one, Role.ADMIN));

        assertThat(find(chat, one)).contains(new Member(before.id(), one, Role.ADMIN, before.joinedAt()));
        assertThat(find(chat, other).orElseThrow().role()).isEqualTo(Role.MEMBER);
        store().transactions().run(() -> {
            memberships().changeRole(chat, owner, Role.ADMIN);
            memberships().changeRole(chat, one, Role.OWNER);
        });
        assertThat(find(chat, owner).orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(find(chat, one).orElseThrow().role()).as("handed over").isEqualTo(Role.OWNER);
    }

    @Test
    default void theHeirIsTheLongestStandingAdminElseMember() {
        UserId owner = user();
        ChatId chat = group(owner);
        assertThat(heir(chat, owner)).as("of who is alone").isEmpty();
        UserId young = user();
        UserId old = user();
        add(chat, old, NOW);
        add(chat, young, NOW);
        assertThat(heir(chat, owner)).as("among members of one moment").contains(old);

        store().transactions().run(() -> memberships().changeRole(chat, young, Role.ADMIN));
        assertThat(heir(chat, owner)).as("an admin comes before a member").contains(young);
        assertThat(heir(chat, young)).as("the leaver is passed over").contains(owner);
    }

    @Test
    @Tag("C8")
    default void pagesGoByUserId() {
        UserId owner = user();
        List<UserId> members = List.of(user(), user(), user(), user());
        ChatId chat = group(owner);
        members.reversed().forEach(member -> add(chat, member, NOW));

        assertThat(users(page(chat, null, 2))).containsExactly(owner, members.get(0));
        assertThat(users(page(chat, members.get(0), 2))).containsExactly(members.get(1), members.get(2));
        assertThat(users(page(chat, members.get(2), 2))).containsExactly(members.get(3));
        assertThat(page(chat, members.get(3), 2)).as("behind the end").isEmpty();
    }

    @Test
    @Tag("H10")
    default void theSeniorComeFirst() {
        UserId owner = user();
        UserId second = user();
        UserId first = user();
        UserId admin = user();
        ChatId chat = group(owner);
        List.of(first, second, admin).forEach(member -> add(chat, member, NOW));
        store().transactions().run(() -> memberships().changeRole(chat, admin, Role.ADMIN));

        assertThat(users(memberships().senior(chat, false, 10)))
                .as("owner, admins, members; of one role who came first")
                .containsExactly(owner, admin, first, second);
        assertThat(users(memberships().senior(chat, true, 10)))
                .as("staff alone")
                .containsExactly(owner, admin);
        assertThat(users(memberships().senior(chat, false, 3)))
                .as("three of them")
                .containsExactly(owner, admin, first);
    }

    @Test
    default void groupsAndChannelsComeByIdWithoutPrivateChats() {
        UserId user = user();
        ChatId group = group(user);
        privateChat(user, user());
        inTransaction(() -> store().chat().chats().findOrCreateSaved(user, new PublicId(Unique.publicId()), NOW));
        ChatId channel = chat(ChatType.CHANNEL, user(), user);
        group(user());

        assertThat(memberships().groupsAndChannelsOf(user)).containsExactly(group, channel);
    }

    @Test
    default void aBanLastsUntilThePardon() {
        UserId user = user();
        ChatId chat = group(user(), user);
        ChatId other = group(user(), user);
        assertThat(memberships().isBanned(chat, user)).as("before").isFalse();
        ban(chat, user);
        ban(chat, user);
        remove(chat, user);

        assertThat(memberships().isBanned(chat, user)).isTrue();
        assertThat(memberships().isBanned(other, user)).as("in another chat").isFalse();
        assertThat(memberships().isBanned(chat, user())).as("another user").isFalse();
        pardon(chat, user);
        pardon(chat, user);
        assertThat(memberships().isBanned(chat, user)).as("pardoned").isFalse();
    }

    @Test
    default void underTheLockOfTheChatOfManyAtOnceOneAdds() {
        UserId owner = user();
        UserId user = user();
        ChatId chat = group(owner);
        List<Boolean> added = Together.succeed(
                8,
                number -> inTransaction(() -> {
                    store().chat().chats().lock(chat, user);
                    if (memberships().find(chat, user).isPresent()) {
                        return false;
                    }
                    memberships().add(chat, user, NOW);
                    return true;
                }));

        assertThat(added).as("8 at once add the same user").containsOnlyOnce(true);
        assertThat(entry(chat, owner).chat().membersCount()).as("members_count").isEqualTo(2);
    }

    @Test
    default void manyWhoComeAtOnceAreAllCounted() {
        UserId owner = user();
        ChatId chat = group(owner);
        List<UserId> users = List.of(user(), user(), user(), user(), user(), user(), user(), user());
        Together.succeed(
                8,
                number -> inTransaction(() -> {
                    store().chat().chats().lock(chat, users.get(number));
                    return memberships().add(chat, users.get(number), NOW);
                }));

        assertThat(entry(chat, owner).chat().membersCount()).as("members_count").isEqualTo(9);
        assertThat(page(chat, null, 20)).hasSize(9);
    }

    @Test
    default void aRollbackLeavesTheChatAsItWas() {
        UserId owner = user();
        UserId member = user();
        UserId stranger = user();
        ChatId chat = group(owner, member);
        List<Member> before = page(chat, null, 10);
        rolledBack(() -> {
            memberships().add(chat, stranger, NOW);
            memberships().changeRole(chat, member, Role.ADMIN);
            memberships().remove(chat, owner);
            memberships().ban(chat, owner);
        });

        assertThat(page(chat, null, 10)).isEqualTo(before);
        assertThat(memberships().isBanned(chat, owner)).isFalse();
        assertThat(entry(chat, owner).chat().membersCount()).as("members_count").isEqualTo(2);
    }

    private Member add(ChatId chat, UserId user, Instant now) {
        return inTransaction(() -> memberships().add(chat, user, now));
    }

    private void remove(ChatId chat, UserId user) {
        store().transactions().run(() -> memberships().remove(chat, user));
    }

    private void ban(ChatId chat, UserId user) {
        store().transactions().run(() -> memberships().ban(chat, user));
    }

    private void pardon(ChatId chat, UserId user) {
        store().transactions().run(() -> memberships().unban(chat, user));
    }

    private Optional<Member> find(ChatId chat, UserId user) {
        return memberships().find(chat, user);
    }

    private Optional<UserId> heir(ChatId chat, UserId leaver) {
        return memberships().heir(chat, leaver).map(Member::user);
    }

    private List<Member> page(ChatId chat, @Nullable UserId after, int limit) {
        return memberships().page(chat, after, limit);
    }

    private static List<UserId> users(List<Member> members) {
        return members.stream().map(Member::user).toList();
    }

    private ChatEntry entry(ChatId chat, UserId viewer) {
        return store().chat().list().find(viewer, chat).orElseThrow();
    }

    private Memberships memberships() {
        return store().chat().memberships();
    }
}
