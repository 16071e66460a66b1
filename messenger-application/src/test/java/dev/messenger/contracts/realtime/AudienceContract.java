package dev.messenger.contracts.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.realtime.port.Audience;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The recipients of the events of a chat (rule R4). */
@Tag("R4")
@PortContract(Audience.class)
public interface AudienceContract extends StoreContract {

    @Test
    default void nobodyHearsOfNothing() {
        UserId user = user();
        ChatId chat = group(user);

        assertThat(audience().members(Set.of(), Set.of(user))).isEmpty();
        assertThat(audience().members(Set.of(chat), Set.of())).isEmpty();
        assertThat(audience().members(Set.of(ChatsContract.NOWHERE), Set.of(user)))
                .isEmpty();
        assertThat(audience().counterparts(user, Set.of())).isEmpty();
    }

    @Test
    default void namesTheMembersAmongThoseAskedFor() {
        UserId owner = user();
        UserId member = user();
        UserId notAsked = user();
        UserId stranger = user();
        ChatId group = group(owner, member, notAsked);
        ChatId channel = chat(ChatType.CHANNEL, member);
        ChatId closed = group(notAsked);

        assertThat(audience().members(Set.of(group, channel, closed), Set.of(owner, member, stranger)))
                .as("a chat of which nobody asked for is a member is missing")
                .isEqualTo(Map.of(
                        group,
                        Map.of(
                                owner, new Standing(ChatType.GROUP, false, Role.OWNER),
                                member, new Standing(ChatType.GROUP, false, Role.MEMBER)),
                        channel,
                        Map.of(member, new Standing(ChatType.CHANNEL, false, Role.OWNER))));
    }

    @Test
    default void whoWasRemovedIsMissingAtOnce() {
        UserId owner = user();
        UserId member = user();
        ChatId chat = group(owner, member);
        assertThat(hear(chat, owner, member)).containsExactlyInAnyOrder(owner, member);
        store().transactions().run(() -> store().chat().memberships().remove(chat, member));

        assertThat(hear(chat, owner, member)).containsExactly(owner);
    }

    @Test
    default void aRoleThatWasChangedIsSeenAtOnce() {
        UserId owner = user();
        UserId member = user();
        ChatId chat = group(owner, member);
        hear(chat, member);
        store().transactions().run(() -> store().chat().memberships().changeRole(chat, member, Role.ADMIN));

        assertThat(audience()
                        .members(Set.of(chat), Set.of(member))
                        .get(chat)
                        .get(member)
                        .role())
                .isEqualTo(Role.ADMIN);
    }

    @Test
    default void nobodyHearsOfAChatThatIsGone() {
        UserId owner = user();
        UserId other = user();
        ChatId chat = privateChat(owner, other);
        store().transactions().run(() -> store().chat().chats().remove(chat, NOW));

        assertThat(audience().members(Set.of(chat), Set.of(owner, other))).isEmpty();
        assertThat(audience().counterparts(owner, Set.of(other))).isEmpty();
    }

    @Test
    default void counterpartsAreThoseOfPrivateChats() {
        UserId user = user();
        UserId one = user();
        UserId other = user();
        UserId inGroup = user();
        privateChat(user, one);
        privateChat(other, user);
        group(user, inGroup);
        inTransaction(() -> store().chat().chats().findOrCreateSaved(user, new PublicId(Unique.publicId()), NOW));

        assertThat(audience().counterparts(user, Set.of(user, one, other, inGroup, user())))
                .as("on both sides of the chat; the saved chat has no counterpart")
                .containsExactlyInAnyOrder(one, other);
        assertThat(audience().counterparts(user, Set.of(one))).containsExactly(one);
    }

    @Test
    default void aRollbackLeavesTheAudienceAsItWas() {
        UserId owner = user();
        UserId member = user();
        UserId stranger = user();
        ChatId chat = group(owner, member);
        rolledBack(() -> {
            store().chat().memberships().remove(chat, member);
            store().chat().memberships().add(chat, stranger, NOW);
        });

        assertThat(hear(chat, owner, member, stranger)).containsExactlyInAnyOrder(owner, member);
    }

    private Set<UserId> hear(ChatId chat, UserId... among) {
        return audience()
                .members(Set.of(chat), Set.of(among))
                .getOrDefault(chat, Map.of())
                .keySet();
    }

    private Audience audience() {
        return store().audience();
    }
}
