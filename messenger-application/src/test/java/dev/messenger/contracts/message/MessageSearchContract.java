package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.LockedMessage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.MessageSearch;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.search.SearchTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Search in the text of messages (rules M12, M20, M21). */
@Tag("M12")
@Tag("U10")
@PortContract(MessageSearch.class)
public interface MessageSearchContract extends StoreContract {

    @Test
    default void findsNothingWhereNothingMatches() {
        UserId user = user();
        ChatId chat = group(user);
        send(chat, user, "Hello");
        send(new NewMessage(chat, user, MessageType.IMAGE, null, null, null, NOW));

        assertThat(find(user, "absent")).isEmpty();
        assertThat(find(user(), "Hello")).as("of who is in no chat").isEmpty();
        assertThat(find(user, "Hello", ChatsContract.NOWHERE, null, 10)).isEmpty();
    }

    @Test
    default void findsWordsAndPartsOfWordsInAnyScript() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId english = send(chat, user, "The quick brown fox");
        MessageId russian = send(chat, user, "Съешь ещё этих мягких булок");
        MessageId chinese = send(chat, user, "我们明天见面吧");
        MessageId hebrew = send(chat, user, "שלום לכולם");
        MessageId emoji = send(chat, user, "Party 🎉🎉");

        assertThat(find(user, "quick")).containsExactly(english);
        assertThat(find(user, "row")).as("inside a word").containsExactly(english);
        assertThat(find(user, "мягк")).containsExactly(russian);
        assertThat(find(user, "明天")).containsExactly(chinese);
        assertThat(find(user, "לכול")).containsExactly(hebrew);
        assertThat(find(user, "🎉🎉")).containsExactly(emoji);
    }

    @Test
    default void letterCaseDoesNotMatter() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = send(chat, user, "Grüße aus ÖSTERREICH und Россия");

        assertThat(find(user, "GRÜSSE"))
                .as("a letter that is two in upper case")
                .containsExactly(message);
        assertThat(find(user, "grÜ")).containsExactly(message);
        assertThat(find(user, "österreich")).containsExactly(message);
        assertThat(find(user, "РОССИЯ")).containsExactly(message);
    }

    @Test
    default void everyWordHasToBeThere() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId both = send(chat, user, "apples and pears");
        send(chat, user, "apples alone");

        assertThat(find(user, "pears apples")).containsExactly(both);
    }

    @Test
    default void everyCharacterIsAnOrdinaryOne() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId percent = send(chat, user, "100% sure");
        MessageId underscore = send(chat, user, "snake_case");
        MessageId backslash = send(chat, user, "C:\\temp");
        MessageId quotes = send(chat, user, "it's & 'that' | !this (x):*");

        assertThat(find(user, "0%")).containsExactly(percent);
        assertThat(find(user, "1%s")).isEmpty();
        assertThat(find(user, "e_c")).containsExactly(underscore);
        assertThat(find(user, "n_ke")).isEmpty();
        assertThat(find(user, ":\\t")).containsExactly(backslash);
        assertThat(find(user, "it's & 'that' | !this (x):*")).containsExactly(quotes);
    }

    @Test
    default void findsWhatTheViewerCanSeeAlone() {
        UserId user = user();
        UserId other = user();
        ChatId mine = group(other, user);
        MessageId cleared = send(mine, other, "needle cleared");
        store().transactions().run(() -> store().chat().preferences().clear(mine, user));
        MessageId hidden = send(mine, other, "needle hidden");
        MessageId deleted = send(mine, other, "needle deleted");
        MessageId seen = send(mine, other, "needle seen");
        ChatId left = group(other, user);
        send(left, other, "needle in a chat that was left");
        send(group(other), other, "needle in a chat of others");
        store().transactions().run(() -> {
            store().chat().memberships().remove(left, user);
            store().message().changes().hide(mine, hidden, user);
            store().message().changes().lockChatOf(deleted);
            store().message().changes().lockMessage(deleted, other);
            store().message().changes().delete(mine, deleted, NOW);
        });

        assertThat(find(user, "needle")).containsExactly(seen);
        assertThat(find(other, "needle", mine, null, 10)).as("for the other").containsExactly(seen, hidden, cleared);
    }

    @Test
    default void caseAndFormOfCharactersDoNotMatterAndAccentsOnlyWhenAskedFor() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId plain = send(chat, user, "cafe STRASSE");
        MessageId composed = send(chat, user, "caf\u00e9 Straße");
        MessageId decomposed = send(chat, user, "CAFE\u0301 straẞe");
        MessageId turkish = send(chat, user, "İzmir ΟΔΟΣ ｗｉｄｅ");
        MessageId vietnamese = send(chat, user, "Tiếng");

        assertThat(find(user, "cafe")).containsExactly(decomposed, composed, plain);
        assertThat(find(user, "caf\u00e9")).containsExactly(decomposed, composed);
        assertThat(find(user, "cafe\u0301 strasse")).containsExactly(decomposed, composed);
        assertThat(find(user, "straße")).containsExactly(decomposed, composed, plain);
        assertThat(find(user, "izmir wide")).containsExactly(turkish);
        assertThat(find(user, "ΟΔΟΣ İZMİR ＷＩＤＥ")).containsExactly(turkish);
        assertThat(find(user, "tieng")).containsExactly(vietnamese);
        assertThat(find(user, "tiêng")).as("one of two accents").containsExactly(vietnamese);
        assertThat(find(user, "tiẽng")).as("another accent").isEmpty();
    }

    @Test
    @Tag("M20")
    default void aPhraseIsFoundAsItStands() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId phrase = send(chat, user, "A quick  brown\nfox (a+b)* é$");
        MessageId apart = send(chat, user, "brown, then quick fox");

        assertThat(find(user, "quick brown")).containsExactly(apart, phrase);
        assertThat(find(user, "\"quick brown\"")).containsExactly(phrase);
        assertThat(find(user, "\"brown fox\" quick")).containsExactly(phrase);
        assertThat(find(user, "“then quick”")).containsExactly(apart);
        assertThat(find(user, "\"(a+b)* é$\"")).as("nothing is special").containsExactly(phrase);
    }

    @Test
    @Tag("M21")
    default void everyWordCounts() {
        UserId user = user();
        ChatId chat = group(user);
        String words =
                IntStream.range(0, SearchTerms.MAX_TERMS).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        MessageId all = send(chat, user, words);
        send(chat, user, words.substring(0, words.lastIndexOf(' ')));

        assertThat(find(user, words)).containsExactly(all);
    }

    @Test
    @Tag("U10")
    default void aForwardIsFoundLikeItsOriginal() {
        UserId user = user();
        ChatId chat = group(user);
        ChatId target = group(user);
        MessageId original = send(chat, user, "Déjà vu");
        MessageId forward = inTransaction(() -> {
            MessageChanges changes = store().message().changes();
            changes.lockChats(Set.of(target), user);
            LockedMessage locked = changes.lockMessage(original, user).orElseThrow();
            return changes.forward(locked.message().message(), Set.of(target), user, true, NOW)
                    .get(target)
                    .message()
                    .id();
        });

        assertThat(find(user, "DÉJÀ", target, null, 10)).containsExactly(forward);
    }

    @Test
    default void anEditedMessageIsFoundByItsNewText() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = send(chat, user, "apples");
        store().transactions().run(() -> {
            store().message().changes().lockMessage(message, user);
            store().message().changes().edit(message, new MessageText("pears"), NOW);
        });

        assertThat(find(user, "apples")).isEmpty();
        assertThat(find(user, "pears")).containsExactly(message);
    }

    @Test
    default void comesNewestFirstPageByPage() {
        UserId user = user();
        List<ChatId> chats = List.of(group(user), group(user));
        List<MessageId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            newestFirst.addFirst(send(chats.get(i % 2), user, "needle " + i));
            send(chats.get(i % 2), user, "hay");
        }

        assertThat(find(user, "needle", null, null, 4)).isEqualTo(newestFirst.subList(0, 4));
        assertThat(find(user, "needle", null, newestFirst.get(3), 4))
                .as("the bound is exclusive")
                .isEqualTo(newestFirst.subList(4, 6));
        assertThat(find(user, "needle", null, newestFirst.get(5), 4)).isEmpty();
    }

    @Test
    default void looksInOneChatWhenAsked() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId here = send(chat, user, "needle");
        send(group(user), user, "needle");

        assertThat(find(user, "needle", chat, null, 10)).containsExactly(here);
    }

    @Test
    default void whoIsInManyChatsFindsTheSame() {
        UserId user = user();
        List<MessageId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            newestFirst.addFirst(send(group(user), user, "needle " + i));
        }

        assertThat(find(user, "needle", null, null, 100)).isEqualTo(newestFirst);
        assertThat(find(user, "needle", null, newestFirst.get(49), 5)).isEqualTo(newestFirst.subList(50, 55));
    }

    @Test
    default void aRolledBackMessageIsNotFound() {
        UserId user = user();
        NewMessage message = text(group(user), user, "needle", null, null);
        rolledBack(() -> send(message));

        assertThat(find(user, "needle")).isEmpty();
    }

    private List<MessageId> find(UserId viewer, String query) {
        return find(viewer, query, null, null, 10);
    }

    private List<MessageId> find(
            UserId viewer, String query, @Nullable ChatId chat, @Nullable MessageId before, int limit) {
        SearchTerms terms = SearchTerms.of(query).orElseThrow();
        return store().message().search().find(viewer, terms, chat, before, limit).stream()
                .map(seen -> seen.message().id())
                .toList();
    }
}
