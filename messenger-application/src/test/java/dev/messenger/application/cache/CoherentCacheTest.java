package dev.messenger.application.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.World;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("C13")
class CoherentCacheTest {

    private static final ChatId CHAT = new ChatId(1);
    private static final ChatId ELSEWHERE = new ChatId(2);
    private static final UserId ANN = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final CacheTag CHAT_TAG = new CacheTag.Chat(CHAT);
    private static final CacheTag ELSEWHERE_TAG = new CacheTag.Chat(ELSEWHERE);
    private static final CacheTag ANN_TAG = new CacheTag.Person(ANN);
    private static final MessageId MESSAGE = new MessageId(7);

    private final World world = new World();
    private final Outbox outbox = world.ports().store().outbox();
    private final Transactions transactions = world.ports().store().transactions();
    private final Caches caches = new Caches(outbox, transactions, world::now, Duration.ofMinutes(1), null);
    private final CoherentCache<String, Integer> cache = cacheOf(1_000);
    private final List<String> reads = new ArrayList<>();

    private CoherentCache<String, Integer> cacheOf(long capacity) {
        return caches.newCache(capacity);
    }

    private int ask(String question) {
        return ask(cache, question, 1, CHAT_TAG, ANN_TAG);
    }

    /** The answer is which read it comes from. */
    private int ask(CoherentCache<String, Integer> asked, String question, long bytes, CacheTag... tags) {
        return asked.get(question, caches.readIndex(), () -> {
            reads.add(question);
            return new CacheEntry<>(reads.size(), Set.of(tags), bytes);
        });
    }

    /** The first of all questions begins the log, the second one is answered from it. */
    private void warm(String question) {
        ask(question);
        int kept = ask(question);
        assertThat(ask(question)).isEqualTo(kept);
    }

    private void happens(Event event) {
        transactions.run(() -> outbox.append(event));
    }

    @Test
    void anAnswerIsGivenAgain() {
        warm("a");

        int kept = ask("a");
        assertThat(ask("a")).isEqualTo(kept);
        assertThat(ask("b")).as("another question").isNotEqualTo(kept);
    }

    static List<Event> changes() {
        return List.of(
                new Event.ChatUpdated(CHAT, BOB),
                new Event.OwnChatUpdated(CHAT, BOB),
                new Event.OwnChatDeleted(CHAT, BOB),
                new Event.ChatDeleted(CHAT, BOB),
                new Event.MemberAdded(CHAT, BOB, BOB),
                new Event.MemberAdded(ELSEWHERE, ANN, BOB),
                new Event.MemberRemoved(CHAT, BOB, BOB),
                new Event.MemberRemoved(ELSEWHERE, ANN, BOB),
                new Event.MemberRoleChanged(CHAT, BOB, BOB, Role.ADMIN),
                new Event.MessageCreated(CHAT, MESSAGE, BOB),
                new Event.MessageUpdated(CHAT, MESSAGE, BOB),
                new Event.MessageDeleted(CHAT, MESSAGE, BOB),
                new Event.MessageHidden(CHAT, MESSAGE, BOB),
                new Event.ReactionChanged(CHAT, MESSAGE, BOB, "\uD83D\uDC4D", true),
                new Event.MessageDelivered(CHAT, MESSAGE, BOB),
                new Event.MessageRead(CHAT, MESSAGE, BOB),
                new Event.PersonChanged(ANN),
                new Event.PersonChanged(ANN, BOB),
                new Event.PrivacyChanged(ANN, null),
                new Event.PrivacyChanged(ANN, BOB),
                new Event.PrivacyChanged(BOB, ANN));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whateverHappensToWhatItWasMadeOfEndsIt(Event change) {
        warm("a");
        int kept = ask("a");

        happens(change);
        int fresh = ask("a");
        assertThat(fresh).isNotEqualTo(kept);
        assertThat(ask("a")).as("kept again").isEqualTo(fresh);
    }

    @Test
    void whoComesIntoANewChatIsAnotherPersonForTheList() {
        UserId ann = world.person("ann");
        UserId bob = world.person("bob");
        ask(cache, "list", 1, new CacheTag.Person(ann));
        int kept = ask(cache, "list", 1, new CacheTag.Person(ann));

        world.group(bob, world.person("cleo"));
        assertThat(ask(cache, "list", 1, new CacheTag.Person(ann)))
                .as("of others")
                .isEqualTo(kept);
        world.group(bob, ann);
        assertThat(ask(cache, "list", 1, new CacheTag.Person(ann))).isNotEqualTo(kept);
    }

    @Test
    void whatHappensElsewhereDoesNot() {
        warm("a");
        int kept = ask("a");

        happens(new Event.MessageCreated(ELSEWHERE, MESSAGE, ANN));
        happens(new Event.MemberAdded(ELSEWHERE, BOB, ANN));
        happens(new Event.PersonChanged(BOB));
        happens(new Event.PrivacyChanged(BOB, null));
        assertThat(ask("a")).isEqualTo(kept);
    }

    @Test
    void messagesAreTheSameWhoeverComesGoesOrReads() {
        ask(cache, "page", 1, new CacheTag.ChatMessages(CHAT), new CacheTag.NewMessages(CHAT));
        int kept = ask(cache, "page", 1, new CacheTag.ChatMessages(CHAT), new CacheTag.NewMessages(CHAT));

        happens(new Event.MessageRead(CHAT, MESSAGE, BOB));
        happens(new Event.MessageHidden(CHAT, MESSAGE, BOB));
        happens(new Event.OwnChatUpdated(CHAT, BOB));
        happens(new Event.MemberAdded(CHAT, ANN, BOB));
        happens(new Event.MessageCreated(ELSEWHERE, MESSAGE, BOB));
        assertThat(ask(cache, "page", 1, new CacheTag.ChatMessages(CHAT), new CacheTag.NewMessages(CHAT)))
                .isEqualTo(kept);
        for (Event change : List.of(
                new Event.MessageCreated(CHAT, MESSAGE, ANN),
                new Event.MessageUpdated(CHAT, MESSAGE, ANN),
                new Event.MessageDeleted(CHAT, MESSAGE, ANN))) {
            int before = ask(cache, "page", 1, new CacheTag.ChatMessages(CHAT), new CacheTag.NewMessages(CHAT));
            happens(change);
            assertThat(ask(cache, "page", 1, new CacheTag.ChatMessages(CHAT), new CacheTag.NewMessages(CHAT)))
                    .as("after %s", change)
                    .isNotEqualTo(before);
        }
    }

    @Test
    void oneMomentIsLookedUpForSeveralQuestions() {
        CoherentCache<String, Integer> one = caches.newCache();
        CoherentCache<String, Integer> other = caches.newCache();
        ask(one, "begins the log", 1, CHAT_TAG);
        ask(one, "begins the log", 1, CHAT_TAG);
        ask(one, "a", 1, CHAT_TAG);
        ask(other, "b", 1, CHAT_TAG);

        ReadIndex index = caches.readIndex();
        assertThat(one.find("a", index).isFresh()).isTrue();
        happens(new Event.ChatUpdated(CHAT, BOB));
        assertThat(other.find("b", index).isFresh())
                .as("it came after the question")
                .isTrue();
        assertThat(other.find("b", caches.readIndex()).isFresh()).isFalse();
    }

    @Test
    void whatHasChangedIsTold() {
        ask(cache, "a", 1, CHAT_TAG, ELSEWHERE_TAG, ANN_TAG);
        int kept = ask(cache, "a", 1, CHAT_TAG, ELSEWHERE_TAG, ANN_TAG);
        assertThat(cache.find("a", caches.readIndex()).isFresh()).isTrue();
        happens(new Event.ChatUpdated(CHAT, BOB));
        happens(new Event.PersonChanged(BOB));

        CacheHit<Integer> found = cache.find("a", caches.readIndex());
        assertThat(found.value()).isEqualTo(kept);
        assertThat(found.isFresh()).isFalse();
        assertThat(found.changed()).as("Bob does not matter").isEqualTo(Set.of(CHAT_TAG));
        happens(new Event.MemberAdded(ELSEWHERE, ANN, BOB));
        assertThat(cache.find("a", caches.readIndex()).changed())
                .as("since it was good")
                .isEqualTo(Set.of(CHAT_TAG, ELSEWHERE_TAG, ANN_TAG));
        assertThat(cache.find("b", caches.readIndex())).as("nothing is kept").isNull();
    }

    @Test
    void whatHasChangedIsTheSameForFewAndForMany() {
        CacheTag[] many = chats(1, 100).toArray(CacheTag[]::new);
        ask(cache, "many", 1, many);
        ask(cache, "many", 1, many);
        ask(cache, "few", 1, CHAT_TAG, ANN_TAG);
        for (int chat = 200; chat > 50; chat--) {
            happens(new Event.ChatUpdated(new ChatId(chat), BOB));
        }

        assertThat(cache.find("many", caches.readIndex()).changed()).isEqualTo(chats(51, 100));
        assertThat(cache.find("few", caches.readIndex()).changed()).isEmpty();
    }

    private static Set<CacheTag> chats(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(chat -> new CacheTag.Chat(new ChatId(chat)))
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsMadeOfItIsNotKeptForLonger() {
        warm("a");
        for (int age = 0; age < 60; age += 20) {
            happens(new Event.ChatUpdated(CHAT, BOB));
            ReadIndex index = caches.readIndex();
            CacheHit<Integer> found = cache.find("a", index);
            assertThat(found).as("after %d seconds", age).isNotNull();
            cache.put("a", new CacheEntry<>(-age, Set.of(CHAT_TAG), 1), index, found);
            assertThat(ask("a")).isEqualTo(-age);
            world.pass(Duration.ofSeconds(20));
        }
        assertThat(cache.find("a", caches.readIndex())).as("after a minute").isNull();
    }

    @Test
    void whatHappensWhileItIsReadMayNotBeInIt() {
        warm("a");
        happens(new Event.ChatUpdated(CHAT, ANN));

        int old = cache.get("a", caches.readIndex(), () -> {
            CacheEntry<Integer> answer = new CacheEntry<>(-1, Set.of(CHAT_TAG), 1);
            happens(new Event.ChatUpdated(CHAT, ANN));
            return answer;
        });
        assertThat(old).isEqualTo(-1);
        assertThat(ask("a")).isNotEqualTo(old);
    }

    @Test
    void aTransactionSeesWhatItDidItselfAndNobodyElseDoes() {
        warm("a");
        int kept = ask("a");

        int inside = transactions.inTransaction(() -> {
            outbox.append(new Event.ChatUpdated(CHAT, ANN));
            return ask("a");
        });
        assertThat(inside).isNotEqualTo(kept);
        assertThat(ask("a"))
                .as("what was read in there is not kept")
                .isNotEqualTo(kept)
                .isNotEqualTo(inside);
    }

    @Test
    void moreThanCanBeLookedAtCountsAsAChangeOfEverything() {
        warm("a");
        int kept = ask("a");

        transactions.run(() -> {
            for (int i = 0; i < 600; i++) {
                outbox.append(new Event.ChatUpdated(ELSEWHERE, BOB));
            }
        });
        int fresh = ask("a");
        assertThat(fresh).isNotEqualTo(kept);
        ask("a");
        int settled = ask("a");
        assertThat(ask("a")).isEqualTo(settled);
    }

    @Test
    void nothingIsKeptForLongerThanAMinute() {
        warm("a");
        int kept = ask("a");

        world.pass(Duration.ofSeconds(59));
        assertThat(ask("a")).isEqualTo(kept);
        world.pass(Duration.ofSeconds(1));
        assertThat(ask("a")).isNotEqualTo(kept);
    }

    @Test
    void theLeastRecentlyUsedGoWhenThereAreTooMany() {
        CoherentCache<String, Integer> small = cacheOf(30);
        ask(small, "a", 10, CHAT_TAG); // begins the log
        int a = ask(small, "a", 10, CHAT_TAG);
        int b = ask(small, "b", 10, CHAT_TAG);
        int c = ask(small, "c", 10, CHAT_TAG);
        assertThat(ask(small, "a", 10, CHAT_TAG)).isEqualTo(a);

        int d = ask(small, "d", 10, CHAT_TAG);
        assertThat(ask(small, "a", 10, CHAT_TAG)).isEqualTo(a);
        assertThat(ask(small, "c", 10, CHAT_TAG)).isEqualTo(c);
        assertThat(ask(small, "d", 10, CHAT_TAG)).isEqualTo(d);
        assertThat(ask(small, "b", 10, CHAT_TAG)).as("the eldest").isNotEqualTo(b);
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        CoherentCache<String, Integer> small = cacheOf(30);
        ask(small, "a", 31, CHAT_TAG);

        int large = ask(small, "a", 31, CHAT_TAG);
        assertThat(ask(small, "a", 31, CHAT_TAG)).isNotEqualTo(large);
        small.get("b", caches.readIndex(), () -> CacheEntry.uncached(-1));
        assertThat(ask(small, "b", 1, CHAT_TAG)).isNotEqualTo(-1);
    }
}
