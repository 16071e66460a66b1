package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.QueuedMail;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.Email;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queued mails (rule A8). The queue may hold mails of other tests, which these tests ignore. */
@Tag("A8")
@PortContract(MailQueue.class)
public interface MailQueueContract extends StoreContract {

    /** Long ago, so that these mails are due before all others. */
    Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Test
    default void aMailIsClaimedByOneAtATime() {
        Email to = someone();
        add(to);
        List<Optional<QueuedMail>> claims = Together.succeed(4, number -> claim(LONG_AGO, LONG_AGO.plusSeconds(60)));

        List<QueuedMail> got = claims.stream()
                .flatMap(Optional::stream)
                .filter(mail -> mail.to().equals(to))
                .toList();
        assertThat(got).singleElement().satisfies(mail -> {
            assertThat(mail.purpose()).isEqualTo(TokenPurpose.RESET_PASSWORD);
            assertThat(mail.createdAt()).isEqualTo(LONG_AGO);
            assertThat(mail.attempts()).isEqualTo(1);
        });
        got.forEach(this::remove);
    }

    @Test
    default void whoDiesLosesItsMailToTheNext() {
        Email to = someone();
        add(to);
        take(to, LONG_AGO, LONG_AGO.plusSeconds(60));

        QueuedMail again = take(to, LONG_AGO.plusSeconds(60), LONG_AGO.plusSeconds(120));
        assertThat(again.attempts()).isEqualTo(2);
        remove(again);
    }

    @Test
    default void whatIsPutOffIsDueLater() {
        Email to = someone();
        add(to);
        QueuedMail mail = take(to, LONG_AGO, LONG_AGO.plusSeconds(60));
        store().transactions().run(() -> queue().postpone(mail, LONG_AGO.plus(Duration.ofDays(1))));

        assertThat(claim(LONG_AGO.plusSeconds(61), LONG_AGO.plusSeconds(120)).map(QueuedMail::to))
                .isNotEqualTo(Optional.of(to));
        remove(take(to, LONG_AGO.plus(Duration.ofDays(1)), LONG_AGO.plus(Duration.ofDays(2))));
    }

    @Test
    default void aRolledBackMailIsNeverSent() {
        Email to = someone();
        rolledBack(() -> queue().add(TokenPurpose.VERIFY_EMAIL, to, LONG_AGO));

        assertThat(claim(LONG_AGO, LONG_AGO.plusSeconds(60)).map(QueuedMail::to))
                .isNotEqualTo(Optional.of(to));
    }

    @Test
    default void whatIsDueLongestComesFirst() {
        Email late = someone();
        Email early = someone();
        store().transactions().run(() -> {
            queue().add(TokenPurpose.RESET_PASSWORD, late, LONG_AGO.minusSeconds(1));
            queue().add(TokenPurpose.RESET_PASSWORD, early, LONG_AGO.minusSeconds(2));
        });

        remove(take(early, LONG_AGO, LONG_AGO.plusSeconds(60)));
        remove(take(late, LONG_AGO, LONG_AGO.plusSeconds(60)));
    }

    @Test
    default void ofManyAtOnceEachGetsAnotherMail() {
        List<Email> all = List.of(someone(), someone(), someone(), someone());
        all.forEach(to -> store().transactions()
                .run(() -> queue().add(TokenPurpose.RESET_PASSWORD, to, LONG_AGO.minusSeconds(9))));
        List<Optional<QueuedMail>> claims =
                Together.succeed(4, number -> claim(LONG_AGO.minusSeconds(5), LONG_AGO.plusSeconds(60)));
        List<QueuedMail> got = claims.stream().flatMap(Optional::stream).toList();

        assertThat(got).as("4 at once for 4 mails").extracting(QueuedMail::to).containsExactlyInAnyOrderElementsOf(all);
        got.forEach(this::remove);
    }

    @Test
    @Tag("L12")
    default void equalMailsThatWaitAreOne() {
        Email to = someone();
        Together.succeed(4, number -> {
            add(to);
            return true;
        });
        store().transactions().run(() -> queue().add(TokenPurpose.UNDO_CHANGES, to, LONG_AGO.minusSeconds(1)));
        QueuedMail other = take(to, LONG_AGO, LONG_AGO.plusSeconds(60));
        assertThat(other.purpose()).isEqualTo(TokenPurpose.UNDO_CHANGES);
        QueuedMail one = take(to, LONG_AGO, LONG_AGO.plusSeconds(60));

        assertThat(claim(LONG_AGO, LONG_AGO.plusSeconds(60)).map(QueuedMail::to))
                .isNotEqualTo(Optional.of(to));
        remove(one);
        remove(other);
    }

    @Test
    @Tag("L12")
    default void aMailThatSomebodyHasClaimedIsNotTheNextOne() {
        Email to = someone();
        add(to);
        QueuedMail first = take(to, LONG_AGO, LONG_AGO.plusSeconds(60));
        add(to);
        QueuedMail second = take(to, LONG_AGO, LONG_AGO.plusSeconds(60));

        assertThat(second.id()).isNotEqualTo(first.id());
        remove(first);
        remove(second);
    }

    @Test
    @Tag("L12")
    default void whatIsPutOffIsOneWithWhatWaits() {
        Email to = someone();
        add(to);
        QueuedMail first = take(to, LONG_AGO, LONG_AGO.plusSeconds(60));
        add(to);
        store().transactions().run(() -> queue().postpone(first.untried(), LONG_AGO.plusSeconds(90)));
        add(to);

        assertThat(claim(LONG_AGO.plusSeconds(89), LONG_AGO.plusSeconds(300)).map(QueuedMail::to))
                .as("the later time counts")
                .isNotEqualTo(Optional.of(to));
        QueuedMail one = take(to, LONG_AGO.plusSeconds(90), LONG_AGO.plusSeconds(300));
        assertThat(one.attempts()).as("the first did not count").isEqualTo(1);
        assertThat(claim(LONG_AGO.plusSeconds(90), LONG_AGO.plusSeconds(300)).map(QueuedMail::to))
                .isNotEqualTo(Optional.of(to));
        remove(one);
    }

    private void add(Email to) {
        store().transactions().run(() -> queue().add(TokenPurpose.RESET_PASSWORD, to, LONG_AGO));
    }

    private QueuedMail take(Email to, Instant now, Instant retryAt) {
        QueuedMail mail = claim(now, retryAt).orElseThrow();
        assertThat(mail.to()).isEqualTo(to);
        return mail;
    }

    private Optional<QueuedMail> claim(Instant now, Instant retryAt) {
        return inTransaction(() -> queue().claim(now, retryAt));
    }

    private void remove(QueuedMail mail) {
        store().transactions().run(() -> queue().remove(mail));
    }

    private static Email someone() {
        return new Email(Unique.name("q") + "@example.com");
    }

    private MailQueue queue() {
        return store().account().mailQueue();
    }
}
