package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatInfo;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.chat.port.NewChat;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes of existing chats (rules H9, H11, H13, H14). */
@Tag("H9")
@PortContract(Chats.class)
public interface ChatChangesContract extends StoreContract {

    @Test
    default void titleDescriptionAndAvatarAreReplaced() {
        UserId owner = user();
        ChatId chat = group(owner);
        Avatar avatar = new Avatar.Outside(URI.create("https://example.com/a.png"));
        store().transactions().run(() -> {
            chats().changeTitle(chat, new Title("Новое имя"));
            chats().changeDescription(chat, new Description("About"));
            chats().changeAvatar(chat, avatar);
        });
        assertThat(facts(chat, owner))
                .extracting(ChatInfo::title, ChatInfo::description, ChatInfo::avatar)
                .containsExactly(new Title("Новое имя"), new Description("About"), avatar);

        store().transactions().run(() -> {
            chats().changeDescription(chat, null);
            chats().changeAvatar(chat, null);
        });
        assertThat(facts(chat, owner))
                .as("taken away")
                .extracting(ChatInfo::title, ChatInfo::description, ChatInfo::avatar)
                .containsExactly(new Title("Новое имя"), null, null);
    }

    @Test
    default void changingOneChatLeavesTheOthers() {
        UserId owner = user();
        ChatId chat = group(owner);
        ChatId other = group(owner);
        store().transactions().run(() -> {
            chats().changeTitle(chat, new Title("Renamed"));
            chats().changeTitle(ChatsContract.NOWHERE, new Title("Nothing"));
        });

        assertThat(facts(other, owner).title()).isEqualTo(new Title("A chat"));
    }

    @Test
    @Tag("H13")
    default void aMessageIsPinnedForAllWhoSeeIt() {
        UserId owner = user();
        UserId member = user();
        ChatId chat = group(owner, member);
        MessageId first = send(chat, owner, "First");
        MessageId second = send(chat, owner, "Second");
        assertThat(pin(chat, first, owner)).isTrue();
        assertThat(pinned(chat, owner)).isEqualTo(first);
        assertThat(pinned(chat, member)).as("for the other member").isEqualTo(first);

        assertThat(pin(chat, second, member)).isTrue();
        assertThat(pinned(chat, owner)).as("one takes the place of the other").isEqualTo(second);
        unpin(chat);
        unpin(chat);
        assertThat(pinned(chat, owner)).isNull();
    }

    @Test
    @Tag("H13")
    default void whatOneCannotSeeOneCannotPin() {
        UserId owner = user();
        UserId member = user();
        ChatId chat = group(owner, member);
        ChatId elsewhere = group(owner);
        MessageId message = send(chat, owner, "Here");
        MessageId other = send(elsewhere, owner, "Elsewhere");
        store().transactions().run(() -> store().message().changes().hide(chat, message, member));

        assertThat(pin(chat, message, member)).as("hidden from who pins").isFalse();
        assertThat(pin(chat, other, owner)).as("of another chat").isFalse();
        assertThat(pin(chat, message, user())).as("by a stranger").isFalse();
        assertThat(pinned(chat, owner)).as("nothing changed").isNull();
    }

    @Test
    @Tag("H14")
    default void theSavedChatIsMadeOnce() {
        UserId user = user();
        List<Chats.FoundOrCreated> got =
                Together.succeed(8, number -> inTransaction(() -> chats().findOrCreateSaved(user, publicId(), NOW)));
        ChatId chat = got.getFirst().id();

        assertThat(got)
                .as("8 at once get the same chat")
                .extracting(Chats.FoundOrCreated::id)
                .containsOnly(chat);
        assertThat(got)
                .as("one of them made it")
                .filteredOn(Chats.FoundOrCreated::created)
                .hasSize(1);
        assertThat(facts(chat, user).isSaved()).isTrue();
        assertThat(facts(chat, user).membersCount()).isEqualTo(1);
        assertThat(chats().standing(chat, user)).contains(new Standing(ChatType.PRIVATE, false, Role.MEMBER));
    }

    @Test
    default void aPrivateChatIsFoundFromEitherSide() {
        UserId one = user();
        UserId other = user();
        assertThat(chats().findPrivate(one, other)).isEmpty();
        ChatId chat = privateChat(one, other);
        group(one, other);

        assertThat(chats().findPrivate(one, other)).contains(chat);
        assertThat(chats().findPrivate(other, one)).contains(chat);
        assertThat(chats().findPrivate(one, user())).isEmpty();
    }

    @Test
    default void aLockTellsHowSomeoneStands() {
        UserId user = user();
        ChatId group = group(user);
        ChatId saved = inTransaction(() -> chats().findOrCreateSaved(user, publicId(), NOW))
                .id();

        store().transactions().run(() -> {
            assertThat(chats().lock(group, user))
                    .contains(new Chats.LockedChat(new Standing(ChatType.GROUP, false, Role.OWNER), false, 1));
            assertThat(chats().lock(group, user()))
                    .contains(new Chats.LockedChat(new Standing(ChatType.GROUP, false, null), false, 1));
            assertThat(chats().lock(saved, user))
                    .contains(new Chats.LockedChat(new Standing(ChatType.PRIVATE, false, Role.MEMBER), true, 1));
            assertThat(chats().lock(ChatsContract.NOWHERE, user)).isEmpty();
        });
    }

    @Test
    default void whoLocksTheChatSeesWhatWasDoneBefore() {
        UserId owner = user();
        ChatId chat = group(owner);
        store().transactions().run(() -> chats().changeTitle(chat, new Title("0")));
        Together.succeed(8, number -> {
            store().transactions().run(() -> {
                chats().lock(chat, owner);
                int count = Integer.parseInt(facts(chat, owner).title().value());
                chats().changeTitle(chat, new Title(String.valueOf(count + 1)));
            });
            return number;
        });

        assertThat(facts(chat, owner).title())
                .as("8 at once each count one further under the lock")
                .isEqualTo(new Title("8"));
    }

    @Test
    @Tag("H11")
    default void aDeletedChatIsGoneForEveryone() {
        UserId owner = user();
        UserId member = user();
        Handle handle = new Handle(Unique.name("h"));
        NewChat open = new NewChat(
                ChatType.GROUP, publicId(), new Title("Open"), handle, null, true, owner, Set.of(member), NOW);
        ChatId chat = inTransaction(() -> chats().add(open));
        MessageId message = send(chat, owner, "Hello");
        remove(chat);
        remove(chat);

        assertThat(chats().standing(chat, owner)).isEmpty();
        assertThat(chats().findByPublicId(open.publicId())).isEmpty();
        assertThat(store().chat().list().find(member, chat)).isEmpty();
        assertThat(store().chat().list().page(member, new ChatListQuery(10, null)))
                .isEmpty();
        assertThat(store().chat().memberships().groupsAndChannelsOf(member)).isEmpty();
        assertThat(store().message().messages().find(message, owner)).isEmpty();
        NewChat next =
                new NewChat(ChatType.GROUP, publicId(), new Title("Next"), handle, null, true, owner, Set.of(), NOW);
        assertThat(inTransaction(() -> chats().add(next)))
                .as("its handle is free")
                .isNotEqualTo(chat);
    }

    @Test
    @Tag("H11")
    default void aDeletedPrivateChatIsMadeAnew() {
        UserId one = user();
        UserId other = user();
        ChatId chat = privateChat(one, other);
        remove(chat);

        assertThat(chats().findPrivate(one, other)).isEmpty();
        assertThat(privateChat(other, one)).isNotEqualTo(chat);
    }

    @Test
    default void aRollbackChangesAndDeletesNothing() {
        UserId owner = user();
        ChatId chat = group(owner);
        MessageId message = send(chat, owner, "Hello");
        ChatInfo before = facts(chat, owner);
        rolledBack(() -> {
            chats().changeTitle(chat, new Title("Never"));
            chats().pin(chat, message, owner);
        });
        rolledBack(() -> chats().remove(chat, NOW));

        assertThat(facts(chat, owner)).isEqualTo(before);
        assertThat(pinned(chat, owner)).isNull();
        assertThat(store().message().messages().find(message, owner)).isPresent();
    }

    private boolean pin(ChatId chat, MessageId message, UserId viewer) {
        return inTransaction(() -> chats().pin(chat, message, viewer));
    }

    private void unpin(ChatId chat) {
        store().transactions().run(() -> chats().unpin(chat));
    }

    private void remove(ChatId chat) {
        store().transactions().run(() -> chats().remove(chat, NOW));
    }

    private @Nullable MessageId pinned(ChatId chat, UserId viewer) {
        return store().chat().list().find(viewer, chat).orElseThrow().mine().pinnedMessage();
    }

    private ChatInfo facts(ChatId chat, UserId viewer) {
        return store().chat().list().find(viewer, chat).orElseThrow().chat();
    }

    private static PublicId publicId() {
        return new PublicId(Unique.publicId());
    }

    private Chats chats() {
        return store().chat().chats();
    }
}
