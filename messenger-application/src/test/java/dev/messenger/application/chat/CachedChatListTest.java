package dev.messenger.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.cache.CacheTag;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatInfo;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.MyMembership;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.people.PresenceStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("H5")
class CachedChatListTest {

    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);

    /** The first three of five chats; the higher the number, the younger. */
    private final CachedChatList list = list(3, entry(5, 5), entry(4, 4), entry(3, 3));

    private static CachedChatList list(int limit, ChatEntry... entries) {
        CachedChatList.Key key = new CachedChatList.Key(ANN, new ChatListQuery(limit, null));
        return CachedChatList.of(key, List.of(entries), ids(1, 2, 3, 4, 5));
    }

    private static ChatEntry entry(long id, long activity) {
        return entry(id, activity, false, null);
    }

    private static ChatEntry entry(long id, long activity, boolean archived, @Nullable UserId counterpart) {
        ChatInfo facts = new ChatInfo(
                new ChatId(id),
                new PublicId("ABCDEFGHIJKLMNOPQRSTUVW" + id),
                ChatType.GROUP,
                new Title("Chat"),
                null,
                null,
                null,
                false,
                false,
                2,
                Instant.ofEpochSecond(activity));
        return new ChatEntry(
                facts,
                new MyMembership(Role.MEMBER, archived, false, false, true, null, 0, 0, null),
                counterpart == null
                        ? null
                        : new ChatEntry.Counterpart(counterpart, new DisplayName("Bob"), new Username("bob"), null),
                null,
                List.of());
    }

    private static Set<ChatId> ids(long... ids) {
        return LongStream.of(ids).mapToObj(ChatId::new).collect(Collectors.toSet());
    }

    private static CacheTag chat(long id) {
        return new CacheTag.Chat(new ChatId(id));
    }

    private static CacheTag person(UserId user) {
        return new CacheTag.Person(user);
    }

    private static Set<CacheTag> chats(long... ids) {
        return LongStream.of(ids).mapToObj(CachedChatListTest::chat).collect(Collectors.toSet());
    }

    private static List<Long> shown(@Nullable CachedChatList list) {
        return views(list).stream().map(view -> view.id().value()).toList();
    }

    private static List<ChatView> views(@Nullable CachedChatList list) {
        assertThat(list).isNotNull();
        return List.copyOf(list.page(
                entry -> new ChatPresence(0, PresenceStatus.UNKNOWN),
                (entry, presence) -> new ChatView(entry.chat(), null, entry.mine(), null, null, presence.online())));
    }

    private static @Nullable CachedChatList renewed(CachedChatList list, ChatEntry... anew) {
        List<ChatEntry> entries = Arrays.asList(anew);
        return list.with(entries.stream().map(ChatEntry::chat).map(ChatInfo::id).collect(Collectors.toSet()), entries);
    }

    @Test
    void whatHappenedInAChatOutdatesIt() {
        assertThat(list.outdatedBy(chats(4))).isEqualTo(ids(4));
        assertThat(list.outdatedBy(chats(1, 5)))
                .as("also one that is not on the page")
                .isEqualTo(ids(1, 5));
        assertThat(list.outdatedBy(Set.of())).isEmpty();
    }

    @Test
    void whatChangedAboutTheOtherSideOutdatesTheirChat() {
        CachedChatList withBob = list(3, entry(5, 5), entry(4, 4, false, BOB));

        assertThat(withBob.entry().tags()).contains(person(ANN), person(BOB), chat(1), chat(5));
        assertThat(withBob.outdatedBy(Set.of(person(BOB)))).isEqualTo(ids(4));
        assertThat(list.outdatedBy(Set.of(person(BOB)))).as("of another list").isEmpty();
    }

    @Test
    void allIsReadWhenTheViewerChangedOrAsMuchAsAPage() {
        assertThat(list.outdatedBy(Set.of(person(ANN), chat(4)))).isNull();
        assertThat(list.outdatedBy(chats(1, 2, 3))).isEqualTo(ids(1, 2, 3));
        assertThat(list.outdatedBy(chats(1, 2, 3, 4))).isNull();
    }

    @Test
    void aChatMovesWithinThePage() {
        assertThat(shown(renewed(list, entry(3, 6)))).containsExactly(3L, 5L, 4L);
        assertThat(shown(renewed(list, entry(5, 3)))).as("down, too").containsExactly(4L, 5L, 3L);
    }

    @Test
    void aChatComesOntoThePageAndTheLastOneLeavesIt() {
        assertThat(shown(renewed(list, entry(1, 6)))).containsExactly(1L, 5L, 4L);
        assertThat(shown(renewed(list, entry(1, 2)))).as("it stays below").containsExactly(5L, 4L, 3L);
    }

    @Test
    void whoLeavesAFullPageMakesRoomForOneThatIsNotKnown() {
        assertThat(renewed(list, entry(4, 4, true, null))).isNull();
        assertThat(list.with(ids(4), List.of())).as("gone").isNull();
        assertThat(renewed(list, entry(3, 1))).as("below others, perhaps").isNull();
        assertThat(shown(renewed(list, entry(4, 1), entry(2, 6))))
                .as("but another one came")
                .containsExactly(2L, 5L, 3L);
    }

    @Test
    void whoLeavesAPageThatHasThemAllLeavesTheOthers() {
        CachedChatList all = list(10, entry(5, 5), entry(4, 4), entry(3, 3));

        assertThat(shown(renewed(all, entry(4, 4, true, null)))).containsExactly(5L, 3L);
        assertThat(shown(renewed(all, entry(3, 1)))).containsExactly(5L, 4L, 3L);
        assertThat(shown(renewed(all, entry(2, 2)))).containsExactly(5L, 4L, 3L, 2L);
        assertThat(shown(list(10).with(ids(4), List.of()))).isEmpty();
    }

    @Test
    void whatDidNotChangeIsTheSameObjectAgain() {
        List<ChatView> before = views(list);
        List<ChatView> after = views(renewed(list, entry(4, 6)));

        assertThat(after.get(1)).isSameAs(before.get(0));
        assertThat(after.get(2)).isSameAs(before.get(2));
    }

    @Test
    void whoCameOntoThePageIsWatched() {
        CachedChatList withBob = renewed(list, entry(1, 6, false, BOB));

        assertThat(withBob).isNotNull();
        assertThat(withBob.entry().tags()).contains(person(ANN), person(BOB), chat(2));
    }
}
