package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.application.chat.port.NewChat;
import dev.messenger.application.people.port.Profile;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.search.SearchTerms;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Search in one's own chats and in public chats by title, handle or name (rules H5, H7). */
@Tag("H7")
@PortContract(ChatList.class)
public interface ChatSearchContract extends StoreContract {

    @Test
    default void discoversPublicChatsAloneTheLargestFirst() {
        String mark = Unique.name("m");
        ChatId small = open("Small " + mark, user());
        ChatId large = open("Large " + mark, user(), user(), user());
        ChatId middle = open("Middle " + mark, user(), user());
        named("Closed " + mark, user(), null);

        assertThat(discover(mark, 10)).containsExactly(large, middle, small);
        assertThat(discover(mark, 2)).as("the largest two").containsExactly(large, middle);
        assertThat(discover(Unique.name("m"), 10)).as("by what none is called").isEmpty();
    }

    @Test
    default void discoversByTitleAndHandleWhateverTheLetterCase() {
        String mark = Unique.name("m");
        ChatId byTitle = open("Сад " + mark, user());
        Handle handle = new Handle(Unique.name("h"));
        ChatId byHandle = inTransaction(() -> store().chat().chats().add(newChat("A chat", user(), handle, true)));

        assertThat(discover("САД " + mark, 10)).containsExactly(byTitle);
        assertThat(discover(handle.value().substring(2), 10)).containsExactly(byHandle);
    }

    @Test
    @Tag("H18")
    @Tag("U10")
    default void findsItsWordsInAnyOrderCaseAndForm() {
        String mark = Unique.name("m");
        UserId owner = user();
        Handle handle = new Handle(Unique.name("h"));
        ChatId izmir =
                inTransaction(() -> store().chat().chats().add(newChat("İzmir Café " + mark, owner, handle, true)));
        ChatId greek = open("ΟΔΟΣ cafe " + mark, owner);

        for (String query :
                List.of("izmir ", "İZMİR ", "cafe izmir ", "Café İzmir ", "CAFE\u0301 ", handle + " izmir ")) {
            assertThat(discover(query + mark, 10)).as(query).containsExactly(izmir);
            assertThat(search(owner, query + mark)).as(query).containsExactly(izmir);
        }
        for (String query : List.of("ΟΔΟΣ ", "οδος ", "cafe οδοσ ", "ＣＡＦＥ Οδος ")) {
            assertThat(discover(query + mark, 10)).as(query).containsExactly(greek);
            assertThat(search(owner, query + mark)).as(query).containsExactly(greek);
        }
        assertThat(discover("cafe " + mark, 10)).containsExactlyInAnyOrder(izmir, greek);
        assertThat(discover("izmir οδος " + mark, 10)).as("words of two chats").isEmpty();
    }

    @Test
    @Tag("H18")
    default void aChangedTitleIsFoundByItsNewOneAndItsHandle() {
        String mark = Unique.name("m");
        UserId owner = user();
        Handle handle = new Handle(Unique.name("h"));
        ChatId chat = inTransaction(() -> store().chat().chats().add(newChat("Old " + mark, owner, handle, true)));
        store().transactions().run(() -> store().chat().chats().changeTitle(chat, new Title("Neü " + mark)));

        assertThat(discover("old " + mark, 10)).isEmpty();
        assertThat(discover("NEU " + mark, 10)).containsExactly(chat);
        assertThat(discover("neü " + handle, 10)).containsExactly(chat);
        assertThat(search(owner, "neu " + mark)).containsExactly(chat);
    }

    @Test
    default void everyCharacterIsAnOrdinaryOne() {
        String mark = Unique.name("m");
        ChatId percent = open("100% " + mark, user());
        ChatId own = named("50% _" + mark, user(), null);
        UserId owner =
                store().chat().memberships().page(own, null, 1).getFirst().user();

        assertThat(discover("0% " + mark, 10)).containsExactly(percent);
        assertThat(discover("1%0% " + mark, 10)).isEmpty();
        assertThat(discover("1_0% " + mark, 10)).isEmpty();
        assertThat(search(owner, "% _" + mark)).containsExactly(own);
        assertThat(search(owner, "%__" + mark)).isEmpty();
    }

    @Test
    default void aDiscoveredChatSaysWhetherOneIsIn() {
        String mark = Unique.name("m");
        UserId owner = user();
        open("Open " + mark, owner);

        assertThat(store().chat()
                        .list()
                        .discover(owner, terms(mark), 10)
                        .getFirst()
                        .mine())
                .as("of its owner")
                .isNotNull();
        assertThat(store().chat()
                        .list()
                        .discover(user(), terms(mark), 10)
                        .getFirst()
                        .mine())
                .as("of a visitor")
                .isNull();
    }

    @Test
    @Tag("H5")
    default void findsOnesOwnByTitleCounterpartAndType() {
        UserId me = user();
        UserId other = user();
        ChatId garden = named("The Garden", me, null);
        ChatId pair = privateChat(me, other);
        ChatId saved = inTransaction(
                        () -> store().chat().chats().findOrCreateSaved(me, new PublicId(Unique.publicId()), NOW))
                .id();
        Profile.Face face = store().people()
                .profiles()
                .find(me, other)
                .orElseThrow()
                .profile()
                .face();

        assertThat(search(me, "gARD")).as("title").containsExactly(garden);
        assertThat(search(me, face.username().value().substring(1)))
                .as("username of the counterpart")
                .containsExactly(pair);
        assertThat(search(me, face.name().value()))
                .as("name of the counterpart")
                .containsExactly(pair);
        assertThat(search(me, "group")).as("the word of its type").containsExactly(garden);
        assertThat(search(me, "aved mess")).as("the saved chat").containsExactly(saved);
        assertThat(search(me, face.name() + " " + face.username()))
                .as("words of both")
                .containsExactly(pair);
        assertThat(search(me, "no such chat")).isEmpty();
        assertThat(search(user(), "The Garden")).as("of a stranger").isEmpty();
    }

    @Test
    @Tag("H5")
    default void archivedChatsHaveAListOfTheirOwn() {
        UserId me = user();
        ChatId archived = group(me);
        ChatId other = group(me);
        store().transactions().run(() -> store().chat().preferences().set(archived, me, Mark.ARCHIVED, true));

        assertThat(list(me, new ChatListQuery(10, null))).containsExactly(other);
        assertThat(list(me, new ChatListQuery(10, null, "", true))).containsExactly(archived);
    }

    @Test
    @Tag("H5")
    default void pinnedChatsComeFirst() {
        UserId me = user();
        ChatId oldest = group(me);
        ChatId middle = group(me);
        ChatId newest = group(me);
        store().transactions().run(() -> store().chat().preferences().set(middle, me, Mark.PINNED, true));

        assertThat(list(me, new ChatListQuery(10, null))).containsExactly(middle, newest, oldest);
        assertThat(list(me, new ChatListQuery(10, middle))).as("behind it").containsExactly(newest, oldest);
    }

    @Test
    @Tag("H4")
    default void openMembersAreThoseWhoHideFromNobody() {
        UserId owner = user();
        UserId shy = user();
        UserId friendly = user();
        UserId open = user();
        ChatId chat = group(owner, shy, friendly, open);
        hide(shy, Audience.NOBODY);
        hide(friendly, Audience.CONTACTS);

        assertThat(openMembers(chat, null, 10)).containsExactly(owner, open);
        assertThat(openMembers(chat, null, 1)).containsExactly(owner);
        assertThat(openMembers(chat, owner, 10)).as("behind the first").containsExactly(open);
        assertThat(openMembers(ChatsContract.NOWHERE, null, 10)).isEmpty();
    }

    private void hide(UserId user, Audience lastSeen) {
        choose(user, new PrivacySettings(Audience.EVERYONE, lastSeen, Audience.EVERYONE, Audience.EVERYONE));
    }

    private ChatId open(String title, UserId owner, UserId... members) {
        return named(title, owner, new Handle(Unique.name("h")), members);
    }

    private ChatId named(String title, UserId owner, @Nullable Handle handle, UserId... members) {
        return inTransaction(() -> store().chat().chats().add(newChat(title, owner, handle, handle != null, members)));
    }

    private static NewChat newChat(
            String title, UserId owner, @Nullable Handle handle, boolean isPublic, UserId... members) {
        return new NewChat(
                ChatType.GROUP,
                new PublicId(Unique.publicId()),
                new Title(title),
                handle,
                null,
                isPublic,
                owner,
                Set.of(members),
                NOW);
    }

    private static @Nullable SearchTerms terms(String text) {
        return SearchTerms.ofNames(text, 1).orElse(null);
    }

    private List<ChatId> discover(String text, int limit) {
        return store().chat().list().discover(user(), terms(text), limit).stream()
                .map(entry -> entry.chat().id())
                .toList();
    }

    private List<ChatId> search(UserId viewer, String text) {
        return list(viewer, new ChatListQuery(10, null, text, false));
    }

    private List<ChatId> list(UserId viewer, ChatListQuery query) {
        return store().chat().list().page(viewer, query).stream()
                .map(entry -> entry.chat().id())
                .toList();
    }

    private List<UserId> openMembers(ChatId chat, @Nullable UserId after, int limit) {
        return store().chat().list().openMembers(chat, after, limit);
    }
}
