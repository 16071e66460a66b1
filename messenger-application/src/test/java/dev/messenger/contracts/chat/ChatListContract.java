package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatInfo;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.application.chat.port.LastMessage;
import dev.messenger.application.chat.port.MyMembership;
import dev.messenger.application.chat.port.NewChat;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.people.port.Profile;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The chats of a viewer and their order (rules H4, H5). */
@Tag("H5")
@PortContract(ChatList.class)
public interface ChatListContract extends StoreContract {

    @Test
    default void isEmptyForWhoHasNoChat() {
        UserId someone = user();

        assertThat(page(someone, 200, null)).isEmpty();
        assertThat(page(someone, 1, null)).isEmpty();
        assertThat(store().chat().list().find(someone, ChatsContract.NOWHERE)).isEmpty();
    }

    @Test
    default void namesAllChatsOfTheViewerEvenWhatTheListDoesNotShow() {
        UserId viewer = user();
        UserId other = user();
        ChatId group = group(other, viewer);
        ChatId hidden = privateChat(viewer, other);
        inTransaction(() -> {
            store().chat().preferences().hide(hidden, viewer);
            return store().chat().preferences().set(group, viewer, ChatPreferenceStore.Mark.ARCHIVED, true);
        });
        group(other);

        assertThat(store().chat().list().chatsOf(viewer, 10)).containsExactlyInAnyOrder(group, hidden);
        assertThat(store().chat().list().chatsOf(viewer, 1)).hasSize(1);
        assertThat(store().chat().list().chatsOf(user(), 10)).isEmpty();
    }

    @Test
    @Tag("H4")
    default void showsAGroupAsItIs() {
        UserId owner = user();
        UserId member = user();
        NewChat group = new NewChat(
                ChatType.GROUP,
                new PublicId(Unique.publicId()),
                new Title("Garden friends"),
                new Handle(Unique.name("h")),
                new Description("All about roses"),
                true,
                owner,
                Set.of(member),
                NOW);
        ChatId chat = inTransaction(() -> store().chat().chats().add(group));
        ChatInfo facts = new ChatInfo(
                chat,
                group.publicId(),
                ChatType.GROUP,
                group.title(),
                group.handle(),
                group.description(),
                null,
                true,
                false,
                2,
                NOW);
        ChatEntry expected = new ChatEntry(
                facts,
                new MyMembership(Role.OWNER, false, false, false, true, null, 0, 0, null),
                null,
                null,
                List.of(member));

        assertThat(view(owner, chat)).as("for its owner").isEqualTo(expected);
        assertThat(view(member, chat).mine())
                .as("for a member")
                .isEqualTo(new MyMembership(Role.MEMBER, false, false, false, true, null, 0, 0, null));
        ChatEntry visitor = view(user(), chat);
        assertThat(visitor.mine()).as("for anyone, as it is public").isNull();
        assertThat(visitor.otherMembers()).containsExactlyInAnyOrder(owner, member);
        assertThat(page(owner, 10, null)).as("the list shows the same").containsExactly(expected);
    }

    @Test
    @Tag("H4")
    default void showsTheOtherSideOfAPrivateChat() {
        NewAccount account = newAccount();
        UserId one = user();
        UserId other = inTransaction(() -> {
            UserId added = store().account().accounts().add(account);
            store().account().accounts().verifyEmail(added, NOW);
            return added;
        });
        ChatId chat = privateChat(one, other);
        ChatEntry view = view(one, chat);

        assertThat(view.counterpart())
                .isEqualTo(new ChatEntry.Counterpart(other, account.name(), account.username(), null));
        assertThat(view.chat().title()).isNull();
        assertThat(view.chat().membersCount()).isEqualTo(2);
        assertThat(view.otherMembers()).containsExactly(other);
        assertThat(view(other, chat).counterpart())
                .extracting(ChatEntry.Counterpart::id)
                .isEqualTo(one);
        assertThat(page(other, 10, null)).as("listed for both").hasSize(1);
    }

    @Test
    @Tag("H4")
    default void showsTheAvatarOfTheOtherSide() {
        UserId one = user();
        UserId other = user();
        ChatId chat = privateChat(one, other);
        Avatar avatar = new Avatar.Outside(URI.create("https://example.com/a.png"));
        store().transactions().run(() -> {
            Profile locked = store().people().profiles().lock(other).orElseThrow();
            Profile.Face face =
                    new Profile.Face(locked.face().name(), locked.face().username(), null, avatar);
            store().people().profiles().save(locked.with(face, locked.privacy(), NOW));
        });

        assertThat(view(one, chat).counterpart().avatar()).isEqualTo(avatar);
    }

    @Test
    @Tag("H6")
    default void hidesFromStrangersWhatIsNotPublic() {
        UserId one = user();
        UserId stranger = user();
        ChatId group = group(one, user());
        ChatId pair = privateChat(one, user());

        assertThat(store().chat().list().find(stranger, group)).isEmpty();
        assertThat(store().chat().list().find(stranger, pair)).isEmpty();
        assertThat(page(stranger, 200, null)).isEmpty();
    }

    @Test
    @Tag("H6")
    default void findsThoseOfSeveralThatTheViewerCanSee() {
        UserId viewer = user();
        UserId other = user();
        ChatId group = group(other, viewer);
        ChatId hidden = privateChat(viewer, other);
        store().transactions().run(() -> store().chat().preferences().hide(hidden, viewer));
        ChatId foreign = group(other);

        assertThat(store().chat().list().find(viewer, Set.of(group, hidden, foreign, ChatsContract.NOWHERE)))
                .containsExactlyInAnyOrder(view(viewer, group), view(viewer, hidden));
        assertThat(view(viewer, hidden).mine().listed()).isFalse();
        assertThat(store().chat().list().find(viewer, Set.of())).isEmpty();
    }

    @Test
    @Tag("H4")
    default void showsTheNewestMessage() {
        UserId one = user();
        UserId other = user();
        ChatId chat = privateChat(one, other);
        send(chat, one, "First");
        MessageId second =
                send(at(chat, other, "Second", NOW.plusSeconds(1))).message().id();

        assertThat(view(one, chat).lastMessage())
                .isEqualTo(new LastMessage(second, "Second", MessageType.TEXT, NOW.plusSeconds(1)));
        MessageId picture = send(new NewMessage(chat, one, MessageType.IMAGE, null, null, null, NOW.plusSeconds(2)))
                .message()
                .id();
        assertThat(view(other, chat).lastMessage())
                .as("a picture without a caption")
                .isEqualTo(new LastMessage(picture, null, MessageType.IMAGE, NOW.plusSeconds(2)));
    }

    @Test
    @Tag("H4")
    default void countsWhatOthersSentAndIsNotRead() {
        UserId one = user();
        UserId other = user();
        UserId third = user();
        ChatId chat = group(one, other, third);
        send(chat, one, "1");
        var second = send(chat, other, "2");
        send(chat, other, "3");
        send(chat, third, "4");

        assertThat(unread(one, chat)).as("three of others").isEqualTo(3);
        assertThat(unread(other, chat)).as("two of others").isEqualTo(2);
        store().transactions().run(() -> {
            var positions =
                    store().message().messages().lockPositions(chat, one).orElseThrow();
            store().message().messages().savePositions(chat, one, positions.readUpTo(second));
        });
        assertThat(unread(one, chat)).as("two behind the read position").isEqualTo(2);
        assertThat(unread(other, chat)).as("another's reading changes nothing").isEqualTo(2);
        assertThat(page(one, 10, null).getFirst().mine().unread())
                .as("the list agrees")
                .isEqualTo(2);
    }

    @Test
    @Tag("H4")
    default void countsNothingForWhoIsNoMember() {
        UserId owner = user();
        ChatId chat = inTransaction(() -> store().chat()
                .chats()
                .add(new NewChat(
                        ChatType.GROUP,
                        new PublicId(Unique.publicId()),
                        new Title("Open"),
                        new Handle(Unique.name("h")),
                        null,
                        true,
                        owner,
                        Set.of(),
                        NOW)));
        send(chat, owner, "For members only");
        ChatEntry seen = view(user(), chat);

        assertThat(seen.mine()).isNull();
        assertThat(seen.lastMessage()).as("messages are for members").isNull();
    }

    @Test
    default void ordersByNewestActivity() {
        UserId me = user();
        ChatId old = chatAt(me, NOW);
        ChatId middle = chatAt(me, NOW.plusSeconds(10));
        ChatId young = chatAt(me, NOW.plusSeconds(20));
        assertThat(ids(page(me, 10, null))).as("by creation").containsExactly(young, middle, old);

        send(at(old, me, "Up it goes", NOW.plusSeconds(15)));
        assertThat(ids(page(me, 10, null)))
                .as("by the last message, where there is one")
                .containsExactly(young, old, middle);
    }

    @Test
    default void breaksTiesById() {
        UserId me = user();
        List<ChatId> chats = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            chats.addFirst(chatAt(me, NOW));
        }

        assertThat(ids(page(me, 10, null))).as("ids descending at one activity").containsExactlyElementsOf(chats);
        assertThat(allPaged(me, 2)).as("also across pages").containsExactlyElementsOf(chats);
    }

    @Test
    default void eachEntryTellsItsPlace() {
        UserId me = user();
        ChatId old = chatAt(me, NOW);
        chatAt(me, NOW.plusSeconds(10));
        ChatId cleared = chatAt(me, NOW);
        ChatId pinned = chatAt(me, NOW.minusSeconds(10));
        send(at(old, me, "Up it goes", NOW.plusSeconds(15)));
        MessageId hidden = send(at(cleared, me, "Not for me", NOW.plusSeconds(20)))
                .message()
                .id();
        store().transactions().run(() -> {
            store().message().changes().hide(cleared, hidden, me);
            store().chat().preferences().set(pinned, me, ChatPreferenceStore.Mark.PINNED, true);
        });
        List<ChatEntry> page = page(me, 10, null);

        assertThat(page).hasSize(4).isSortedAccordingTo(Comparator.comparing(ChatEntry::sortKey));
        assertThat(ids(page)).startsWith(pinned, old).endsWith(cleared);
    }

    @Test
    default void pagesSeeEachChatOnce() {
        UserId me = user();
        List<ChatId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            newestFirst.addFirst(chatAt(me, NOW.plusSeconds(i)));
        }
        for (int limit : new int[] {1, 2, 3, 7, 8}) {
            assertThat(allPaged(me, limit)).as("pages of %d", limit).containsExactlyElementsOf(newestFirst);
        }
    }

    @Test
    default void goesOnFromWhereTheChatStandsNow() {
        UserId me = user();
        ChatId a = chatAt(me, NOW);
        ChatId b = chatAt(me, NOW.plusSeconds(1));
        ChatId c = chatAt(me, NOW.plusSeconds(2));
        assertThat(ids(page(me, 2, null))).containsExactly(c, b);
        send(at(b, me, "Moves up", NOW.plusSeconds(3)));

        assertThat(ids(page(me, 2, b))).as("what stands behind it now").containsExactly(c, a);
    }

    @Test
    default void aRolledBackMessageMovesNothing() {
        UserId me = user();
        ChatId old = chatAt(me, NOW);
        ChatId young = chatAt(me, NOW.plusSeconds(10));
        NewMessage message = at(old, me, "Never mind", NOW.plusSeconds(20));
        rolledBack(() -> send(message));

        assertThat(ids(page(me, 10, null))).containsExactly(young, old);
        assertThat(view(me, old).lastMessage()).isNull();
    }

    private List<ChatEntry> page(UserId viewer, int limit, @Nullable ChatId before) {
        return store().chat().list().page(viewer, new ChatListQuery(limit, before));
    }

    private List<ChatId> allPaged(UserId viewer, int limit) {
        List<ChatId> all = new ArrayList<>();
        List<ChatId> page = ids(page(viewer, limit, null));
        while (!page.isEmpty() && all.size() < 100) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            page = ids(page(viewer, limit, page.getLast()));
        }
        return all;
    }

    private static List<ChatId> ids(List<ChatEntry> page) {
        return page.stream().map(entry -> entry.chat().id()).toList();
    }

    private ChatEntry view(UserId viewer, ChatId chat) {
        return store().chat().list().find(viewer, chat).orElseThrow();
    }

    private int unread(UserId viewer, ChatId chat) {
        return view(viewer, chat).mine().unread();
    }

    private ChatId chatAt(UserId owner, Instant createdAt) {
        return inTransaction(() -> store().chat().chats().add(newChat(ChatType.GROUP, owner, createdAt)));
    }

    private static NewMessage at(ChatId chat, UserId sender, String text, Instant when) {
        return new NewMessage(chat, sender, MessageType.TEXT, new MessageText(text), null, null, when);
    }
}
