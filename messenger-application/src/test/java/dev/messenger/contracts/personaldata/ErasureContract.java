package dev.messenger.contracts.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.AccountChanges.Kind;
import dev.messenger.application.account.port.AccountChanges.NewChange;
import dev.messenger.application.account.port.CodeGuesses.Guesses;
import dev.messenger.application.account.port.Erasure;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.account.port.SafetyPorts;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.people.Relationship;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A deleted account has no personal data (rule A11). */
@Tag("A11")
@PortContract(Erasure.class)
public interface ErasureContract extends StoreContract {

    /** Long ago, so that these deletions come before those of other tests. */
    Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Test
    default void theAccountCountsAsDeleted() {
        NewAccount account = newAccount();
        UserId user = active(account);
        Erasure.Placeholder placeholder = placeholder();
        erase(user, placeholder, LONG_AGO);

        assertThat(store().account().accounts().find(user)).isEmpty();
        assertThat(store().account().accounts().findByEmail(account.email()))
                .as("by its old email")
                .isEmpty();
        assertThat(store().account().accounts().findByEmail(placeholder.email()))
                .as("by its placeholder")
                .isEmpty();
        assertThat(store().account().accounts().active(Set.of(user)))
                .as("among the active")
                .isEmpty();
        assertThat(store().people().profiles().find(user(), user))
                .as("among the people")
                .isEmpty();
        finish(user);
    }

    @Test
    default void itsNamesAreFree() {
        NewAccount account = newAccount();
        UserId user = active(account);
        erase(user, placeholder(), LONG_AGO);

        assertThat(active(account))
                .as("somebody new with the same email and username")
                .isNotEqualTo(user);
        finish(user);
    }

    @Test
    @Tag("U8")
    default void itCountsAsBlockingEveryone() {
        UserId user = user();
        UserId other = user();
        erase(user, placeholder(), LONG_AGO);

        assertThat(store().people()
                        .relationships()
                        .of(other, user)
                        .orElseThrow()
                        .relationship())
                .isEqualTo(Relationship.BLOCKED);
        assertThat(store().people()
                        .relationships()
                        .of(other, user)
                        .orElseThrow()
                        .settings())
                .as("its privacy settings went too")
                .isEqualTo(PrivacySettings.OPEN);
        finish(user);
    }

    @Test
    default void contactsAndBlocksGoOnEitherSide() {
        UserId user = user();
        UserId other = user();
        store().transactions().run(() -> {
            store().people().contacts().add(user, other, NOW);
            store().people().contacts().add(other, user, NOW);
            store().people().blocks().add(user, other, NOW);
            store().people().blocks().add(other, user, NOW);
        });
        erase(user, placeholder(), LONG_AGO);

        assertThat(store().people()
                        .relationships()
                        .of(user, other)
                        .orElseThrow()
                        .relationship())
                .as("how the deleted one stands to the other")
                .isEqualTo(Relationship.STRANGER);
        assertThat(store().people().profiles().contactsOf(user, null, 10)).isEmpty();
        assertThat(store().people().profiles().blockedBy(user, null, 10)).isEmpty();
        assertThat(store().people().profiles().contactsOf(other, null, 10)).isEmpty();
        assertThat(store().people().profiles().blockedBy(other, null, 10)).isEmpty();
        finish(user);
    }

    @Test
    default void secondFactorAndMailedTokensGo() {
        UserId user = user();
        String token = Unique.name("h");
        store().transactions().run(() -> {
            store().account().safety().twoFactors().propose(user, "sealed");
            store().account().mailTokens().add(token, TokenPurpose.RESET_PASSWORD, user, NOW.plusSeconds(60));
        });
        erase(user, placeholder(), LONG_AGO);

        assertThat(store().account().safety().twoFactors().find(user))
                .as("second factor")
                .isEmpty();
        assertThat(store().account().mailTokens().isGood(token, TokenPurpose.RESET_PASSWORD, NOW))
                .as("mailed token")
                .isFalse();
        finish(user);
    }

    @Test
    @Tag("A19")
    @Tag("A21")
    default void networksGuessesAndChangesGo() {
        UserId user = user();
        SafetyPorts safety = store().account().safety();
        store().transactions().run(() -> {
            safety.knownNetworks().add(user, "192.0.2.7", NOW);
            safety.codeGuesses().change(user, "", none -> new Guesses(3, NOW, NOW));
            safety.changes().add(new NewChange(user, Kind.PASSWORD_CHANGED, "192.0.2.7", "Browser", NOW, null));
        });
        erase(user, placeholder(), LONG_AGO);

        assertThat(safety.knownNetworks().of(user)).as("networks").isEmpty();
        assertThat(safety.codeGuesses().change(user, "", one -> one))
                .as("guesses")
                .isEqualTo(Guesses.NONE);
        assertThat(safety.changes().of(user)).as("changes").isEmpty();
        finish(user);
    }

    @Test
    default void messagesStayUnderANameThatIsNobodys() {
        NewAccount account = newAccount();
        UserId user = active(account);
        UserId other = user();
        ChatId chat = privateChat(user, other);
        MessageId message = send(chat, user, "Still here");
        erase(user, placeholder(), LONG_AGO);

        assertThat(store().message().messages().find(message, other)).isPresent();
        assertThat(store().chat().list().find(other, chat).orElseThrow().counterpart())
                .satisfies(gone -> assertThat(gone.name().value()).isEqualTo("Deleted account"))
                .satisfies(gone -> assertThat(gone.username()).isNotEqualTo(account.username()))
                .satisfies(gone -> assertThat(gone.avatar()).isNull());
        finish(user);
    }

    @Test
    default void whatIsLeftToDoIsRememberedUntilItIsDone() {
        UserId user = user();
        assertThat(unfinished()).doesNotContain(user);
        erase(user, placeholder(), LONG_AGO);
        assertThat(unfinished()).contains(user);

        finish(user);
        assertThat(unfinished()).doesNotContain(user);
        finish(user);
    }

    @Test
    default void theLongestAgoComesFirst() {
        UserId first = user();
        UserId second = user();
        UserId third = user();
        erase(second, placeholder(), LONG_AGO.plusSeconds(2));
        erase(third, placeholder(), LONG_AGO.plusSeconds(1));
        erase(first, placeholder(), LONG_AGO.plusSeconds(3));

        assertThat(unfinished().stream()
                        .filter(List.of(first, second, third)::contains)
                        .toList())
                .as("by the time of deletion, whatever the order of ids and calls")
                .containsExactly(third, second, first);
        assertThat(store().account().erasure().unfinished(1))
                .as("no more than asked for")
                .hasSize(1);
        List.of(first, second, third).forEach(this::finish);
    }

    @Test
    default void erasingAgainChangesNothing() {
        UserId user = user();
        UserId later = user();
        Erasure.Placeholder placeholder = placeholder();
        erase(user, placeholder, LONG_AGO);
        erase(later, placeholder(), LONG_AGO.plusSeconds(1));
        erase(user, placeholder(), LONG_AGO.plusSeconds(9));

        assertThat(unfinished().stream().filter(List.of(user, later)::contains).toList())
                .as("the time of the first deletion counts")
                .containsExactly(user, later);
        List.of(user, later).forEach(this::finish);
    }

    @Test
    default void aRollbackErasesNothing() {
        UserId user = user();
        UserId other = user();
        store().transactions().run(() -> store().people().contacts().add(user, other, NOW));
        rolledBack(() -> store().account().erasure().erase(user, placeholder(), LONG_AGO));

        assertThat(store().account().accounts().find(user)).isPresent();
        assertThat(store().people().profiles().contactsOf(user, null, 10)).hasSize(1);
        assertThat(unfinished()).doesNotContain(user);
    }

    private UserId active(NewAccount account) {
        return inTransaction(() -> {
            UserId user = store().account().accounts().add(account);
            store().account().accounts().verifyEmail(user, NOW);
            return user;
        });
    }

    private static Erasure.Placeholder placeholder() {
        String name = Unique.name("d");
        return new Erasure.Placeholder(new Email(name + "@example.com"), new Username(name));
    }

    private void erase(UserId user, Erasure.Placeholder placeholder, Instant at) {
        store().transactions().run(() -> store().account().erasure().erase(user, placeholder, at));
    }

    private List<UserId> unfinished() {
        return store().account().erasure().unfinished(1_000);
    }

    private void finish(UserId user) {
        store().transactions().run(() -> store().account().erasure().finished(user));
    }
}
