package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.chat.port.HandleTaken;
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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Chats and their first members (rules H1, H2). */
@Tag("H2")
@PortContract(Chats.class)
public interface ChatsContract extends StoreContract {

    /** An id without a chat. */
    ChatId NOWHERE = new ChatId((1L << 53) - 1);

    @Test
    default void knowsNoChatThatWasNotAdded() {
        assertThat(chats().findByPublicId(new PublicId(Unique.publicId()))).isEmpty();
        assertThat(chats().standing(NOWHERE, user())).isEmpty();
    }

    @Test
    default void keepsWhoIsWhat() {
        UserId owner = user();
        UserId member = user();
        UserId stranger = user();
        for (ChatType type : new ChatType[] {ChatType.GROUP, ChatType.CHANNEL}) {
            ChatId chat = chat(type, owner, member);
            assertThat(chats().standing(chat, owner)).contains(new Standing(type, false, Role.OWNER));
            assertThat(chats().standing(chat, member)).contains(new Standing(type, false, Role.MEMBER));
            assertThat(chats().standing(chat, stranger)).contains(new Standing(type, false, null));
        }
    }

    @Test
    default void aGroupMayHaveItsOwnerAlone() {
        UserId owner = user();

        assertThat(chats().standing(group(owner), owner)).contains(new Standing(ChatType.GROUP, false, Role.OWNER));
    }

    @Test
    default void isFoundByItsPublicId() {
        NewChat chat = newChat(ChatType.GROUP, user(), NOW);
        ChatId id = add(chat);

        assertThat(chats().findByPublicId(chat.publicId())).contains(id);
    }

    @Test
    default void twoChatsOfOneTitleAreTwo() {
        UserId owner = user();

        assertThat(group(owner)).isNotEqualTo(group(owner));
    }

    @Test
    default void aHandleBelongsToOneChat() {
        Handle handle = new Handle(Unique.name("h"));
        add(open(handle, user()));
        NewChat second = open(handle, user());

        assertThatThrownBy(() -> add(second)).isInstanceOf(HandleTaken.class);
        assertThat(chats().findByPublicId(second.publicId()))
                .as("of what was refused nothing is there")
                .isEmpty();
    }

    @Test
    default void ofManyWithOneHandleAtOnceOneGetsIt() {
        Handle handle = new Handle(Unique.name("h"));
        UserId owner = user();
        List<Together.Outcome<ChatId>> outcomes = Together.run(8, number -> add(open(handle, owner)));

        Together.requireOneWinner("one handle", outcomes, HandleTaken.class);
    }

    @Test
    default void forgetsWhatWasRolledBack() {
        NewChat chat = open(new Handle(Unique.name("h")), user());
        rolledBack(() -> chats().add(chat));

        assertThat(chats().findByPublicId(chat.publicId())).isEmpty();
        assertThat(add(chat)).as("handle and public id are free again").isNotNull();
    }

    @Test
    default void aPublicChatSaysSo() {
        UserId owner = user();
        ChatId chat = add(open(new Handle(Unique.name("h")), owner));

        assertThat(chats().standing(chat, owner)).contains(new Standing(ChatType.GROUP, true, Role.OWNER));
        assertThat(chats().standing(chat, user())).contains(new Standing(ChatType.GROUP, true, null));
    }

    @Test
    @Tag("H1")
    default void aPrivateChatIsMadeOnce() {
        UserId one = user();
        UserId other = user();
        PublicId publicId = new PublicId(Unique.publicId());
        Chats.FoundOrCreated made = inTransaction(() -> chats().findOrCreatePrivate(one, other, publicId, NOW));
        Chats.FoundOrCreated again = open(one, other);
        Chats.FoundOrCreated fromTheOtherSide = open(other, one);

        assertThat(made.created()).isTrue();
        assertThat(again).as("asked again").isEqualTo(new Chats.FoundOrCreated(made.id(), false));
        assertThat(fromTheOtherSide).as("asked by the other").isEqualTo(new Chats.FoundOrCreated(made.id(), false));
        assertThat(chats().findByPublicId(publicId))
                .as("the first public id stays")
                .contains(made.id());
    }

    @Test
    @Tag("H1")
    default void bothAreMembersOfAPrivateChat() {
        UserId one = user();
        UserId other = user();
        ChatId chat = privateChat(one, other);
        Standing member = new Standing(ChatType.PRIVATE, false, Role.MEMBER);

        assertThat(chats().standing(chat, one)).contains(member);
        assertThat(chats().standing(chat, other)).contains(member);
        assertThat(chats().standing(chat, user())).contains(new Standing(ChatType.PRIVATE, false, null));
    }

    @Test
    @Tag("H1")
    default void eachPairHasAChatOfItsOwn() {
        UserId one = user();
        List<ChatId> chats = List.of(privateChat(one, user()), privateChat(one, user()), privateChat(user(), user()));

        assertThat(chats).doesNotHaveDuplicates();
    }

    @Test
    @Tag("H1")
    default void whenBothSidesAskAtOnceThereIsOneChat() {
        UserId one = user();
        UserId other = user();
        List<Chats.FoundOrCreated> got =
                Together.succeed(8, number -> number % 2 == 0 ? open(one, other) : open(other, one));

        assertThat(got)
                .extracting(Chats.FoundOrCreated::id)
                .as("all get the same chat")
                .containsOnly(got.getFirst().id());
        assertThat(got)
                .filteredOn(Chats.FoundOrCreated::created)
                .as("one of them made it")
                .hasSize(1);
    }

    @Test
    @Tag("H1")
    default void aRolledBackPrivateChatIsMadeAnew() {
        UserId one = user();
        UserId other = user();
        rolledBack(() -> chats().findOrCreatePrivate(one, other, new PublicId(Unique.publicId()), NOW));

        assertThat(open(one, other).created()).isTrue();
    }

    private Chats chats() {
        return store().chat().chats();
    }

    private ChatId add(NewChat chat) {
        return inTransaction(() -> chats().add(chat));
    }

    private Chats.FoundOrCreated open(UserId one, UserId other) {
        return inTransaction(() -> chats().findOrCreatePrivate(one, other, new PublicId(Unique.publicId()), NOW));
    }

    private static NewChat open(Handle handle, UserId owner) {
        return new NewChat(
                ChatType.GROUP,
                new PublicId(Unique.publicId()),
                new Title("Open to all"),
                handle,
                new Description("For everyone"),
                true,
                owner,
                Set.of(),
                NOW);
    }
}
