package dev.messenger.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.World;
import dev.messenger.application.people.PresenceOf;
import dev.messenger.application.people.port.Presence;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("H4")
class OnlineCountsTest {

    private static final long PATIENCE = 30;

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final ChatId chat = world.group(ann, bob).id();
    private final Presence presence = world.ports().presence();
    private final AtomicInteger looks = new AtomicInteger();
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

    /** Looks wait here while it is closed. */
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private final CountDownLatch looking = new CountDownLatch(2);
    private final OnlineCounts counts =
            new OnlineCounts(world.ports().store().chat().list(), new Gated(), world::now);

    @AfterEach
    void open() {
        gate.countDown();
        others.close();
    }

    @Test
    void aCountIsGoodForTenSeconds() {
        presence.touch(ann);
        assertThat(counts.of(chat)).isEqualTo(1);
        presence.touch(bob);
        world.pass(Duration.ofMillis(9_999));
        assertThat(counts.of(chat)).as("as it was").isEqualTo(1);

        world.pass(Duration.ofMillis(1));
        assertThat(counts.of(chat)).isEqualTo(2);
        assertThat(looks).hasValue(2);
    }

    @Test
    void whileOneCountsAnewTheOthersAreToldTheCountBefore() throws Exception {
        presence.touch(ann);
        assertThat(counts.of(chat)).isEqualTo(1);
        presence.touch(bob);
        world.pass(Duration.ofSeconds(14));

        gate = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> counts.of(chat), others);
        assertThat(looking.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(CompletableFuture.supplyAsync(() -> counts.of(chat), others).get(PATIENCE, TimeUnit.SECONDS))
                .isEqualTo(1);

        gate.countDown();
        assertThat(first.get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(looks).as("they did not count themselves").hasValue(2);
    }

    @Test
    void nobodyIsToldWhatIsTooOld() throws Exception {
        presence.touch(ann);
        assertThat(counts.of(chat)).isEqualTo(1);
        world.pass(Duration.ofSeconds(15));
        presence.touch(bob);

        gate = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> counts.of(chat), others);
        assertThat(looking.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> counts.of(chat), others);
        gate.countDown();

        assertThat(first.get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(second.get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(looks).as("the second one waited for the first").hasValue(2);
    }

    /** The presence of the world, which takes its time. */
    private final class Gated extends PresenceOf {

        Gated() {
            super(presence);
        }

        @Override
        public Set<UserId> online(Collection<UserId> users) {
            looks.incrementAndGet();
            looking.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.online(users);
        }
    }
}
