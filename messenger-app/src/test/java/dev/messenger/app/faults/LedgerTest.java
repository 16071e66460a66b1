package dev.messenger.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.faults.Ledger.Entry;
import dev.messenger.app.faults.Ledger.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fault tests see a fault (rule O10). */
@Tag("O10")
class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void everythingThatWasAcknowledgedIsThereOnce() {
        ledger.acknowledge(1, "one");
        ledger.acknowledge(2, "two");

        assertThat(ledger.compare(List.of(new Entry(2, "two"), new Entry(1, "one"), new Entry(3, "unanswered"))))
                .isEqualTo(new Verdict(List.of(), List.of()));
    }

    @Test
    void aMessageThatIsGoneIsLost() {
        ledger.acknowledge(1, "one");
        ledger.acknowledge(2, "two");

        assertThat(ledger.compare(List.of(new Entry(2, "two"))).lost()).containsExactly(new Entry(1, "one"));
    }

    @Test
    void aMessageWithAnotherTextOrIdIsLost() {
        ledger.acknowledge(1, "one");
        ledger.acknowledge(2, "two");

        assertThat(ledger.compare(List.of(new Entry(1, "another"), new Entry(3, "two")))
                        .lost())
                .containsExactlyInAnyOrder(new Entry(1, "one"), new Entry(2, "two"));
    }

    @Test
    void aMessageThatIsThereTwiceIsDoubledWhetherAcknowledgedOrNot() {
        ledger.acknowledge(1, "one");

        Verdict verdict = ledger.compare(List.of(
                new Entry(1, "one"), new Entry(2, "one"), new Entry(3, "unanswered"), new Entry(4, "unanswered")));

        assertThat(verdict.lost()).isEmpty();
        assertThat(verdict.doubled()).containsExactly("one", "unanswered");
    }

    @Test
    void aRetryThatIsAnsweredWithAnotherIdIsDoubled() {
        ledger.acknowledge(1, "one");
        ledger.acknowledge(1, "one");
        assertThat(ledger.compare(List.of(new Entry(1, "one"))).doubled()).isEmpty();

        ledger.acknowledge(2, "one");
        assertThat(ledger.compare(List.of(new Entry(2, "one"))).doubled()).containsExactly("one");
    }

    @Test
    void anOutcomeIsGoodWithoutLossDoubleOrInternalError() {
        Verdict clean = new Verdict(List.of(), List.of());
        Map<String, Integer> honest = Map.of("send: 201", 500, "send: 503 busy", 7);

        assertThat(outcome(clean, true, honest).isGood()).isTrue();
        assertThat(outcome(clean, false, honest).isGood()).isFalse();
        assertThat(outcome(clean, true, Map.of("send: 500 internal_error", 1)).isGood())
                .isFalse();
        assertThat(outcome(new Verdict(List.of(new Entry(1, "one")), List.of()), true, honest)
                        .isGood())
                .isFalse();
        assertThat(outcome(new Verdict(List.of(), List.of("one")), true, honest).isGood())
                .isFalse();
        assertThat(outcome(clean, true, Map.of("send: 201", 500)).row())
                .isEqualTo("| fault | 500 | 0 | 0 | yes | 2.0 s | 0.5 s | send: 201 × 500 |");
    }

    private static Outcome outcome(Verdict verdict, boolean copiesEqual, Map<String, Integer> answers) {
        return new Outcome("fault", 500, verdict, copiesEqual, Duration.ofSeconds(2), Duration.ofMillis(500), answers);
    }
}
