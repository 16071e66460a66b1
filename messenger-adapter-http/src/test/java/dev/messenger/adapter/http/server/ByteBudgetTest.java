package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.messenger.adapter.http.endpoint.HttpProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C16")
class ByteBudgetTest {

    private long now;
    private final ByteBudget budget = new ByteBudget(100, () -> now);
    private final List<String> gaveWay = new ArrayList<>();

    private ByteBudget.Share share(String name, long bytes) {
        ByteBudget.Share share = budget.open(() -> gaveWay.add(name));
        share.add(bytes);
        return share;
    }

    private static void assertBusy(Runnable action) {
        assertThatExceptionOfType(HttpProblem.class).isThrownBy(action::run).satisfies(busy -> {
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.code()).isEqualTo("busy");
            assertThat(busy.headers()).containsEntry("Retry-After", "1");
        });
    }

    @Test
    void a_share_that_begins_takes_nothing() {
        budget.open(() -> {});

        assertThat(budget.used()).isZero();
    }

    @Test
    void all_of_it_can_be_used_and_no_byte_more() {
        ByteBudget.Share share = share("one", 60);
        share.add(40);

        assertBusy(() -> share.add(1));
        assertBusy(() -> share("two", 1));
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void what_is_closed_is_given_back_once() {
        ByteBudget.Share one = share("one", 60);
        share("two", 40);

        one.close();
        one.close();

        assertThat(budget.used()).isEqualTo(40);
    }

    @Test
    void who_stalls_gives_way_the_oldest_first() {
        ByteBudget.Share first = share("first", 40);
        now += Duration.ofSeconds(1).toNanos();
        ByteBudget.Share second = share("second", 40);
        now += Duration.ofSeconds(3).toNanos();

        ByteBudget.Share third = share("third", 30);

        assertThat(gaveWay).containsExactly("first");
        assertThat(first.gaveWay()).isTrue();
        assertThat(second.gaveWay()).isFalse();
        assertThat(budget.used()).isEqualTo(70);
        assertBusy(() -> first.add(1));
        third.add(30);
        assertThat(budget.used()).isEqualTo(100);
        first.close();
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void several_give_way_to_a_large_one_and_none_that_is_young() {
        share("first", 30);
        share("second", 30);
        now += Duration.ofSeconds(3).toNanos();
        share("young", 30);

        share("large", 60);

        assertThat(gaveWay).containsExactly("first", "second");
        assertBusy(() -> share("next", 20));
    }

    @Test
    void a_share_does_not_give_way_to_itself() {
        ByteBudget.Share share = share("one", 100);
        now += Duration.ofSeconds(3).toNanos();

        assertBusy(() -> share.add(1));
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void many_at_once_never_hold_more_than_there_is_and_give_everything_back() {
        ByteBudget shared = new ByteBudget(1_000, System::nanoTime);
        List<CompletableFuture<Boolean>> all = IntStream.range(0, 64)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    boolean within = true;
                    for (int round = 0; round < 500; round++) {
                        try (ByteBudget.Share share = shared.open(() -> {})) {
                            share.add(100);
                            within &= shared.used() <= 1_000;
                        } catch (HttpProblem busy) {
                            within &= busy.status() == 503;
                        }
                    }
                    return within;
                }))
                .toList();

        assertThat(all).allMatch(CompletableFuture::join);
        assertThat(shared.used()).isZero();
    }
}
