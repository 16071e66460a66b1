package dev.messenger.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.messenger.application.Ports;
import dev.messenger.application.account.port.AccountChanges;
import dev.messenger.application.account.port.Erasure;
import dev.messenger.application.account.port.ExternalUsers;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.application.chat.port.InviteLinks;
import dev.messenger.application.chat.port.Memberships;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.application.message.port.Threads;
import dev.messenger.application.people.port.Contacts;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.contracts.BrokenClause;
import dev.messenger.domain.account.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of mistake breaks exactly the clauses that forbid it, and the failure says what is wrong. */
class BrokenAdaptersTest {

    static Stream<Arguments> losesOrder() {
        return Stream.of(
                defect(
                        "sessions come oldest first",
                        OnBroken.OfSessions.class,
                        Defects.reversed(Sessions.class, "listOf"),
                        "Sessions: are listed newest first"),
                defect(
                        "deleted accounts come by id",
                        OnBroken.OfErasure.class,
                        Defects.ordered(Erasure.class, "unfinished", UserId.class, Comparator.naturalOrder()),
                        "Erasure: the longest ago comes first"),
                defect(
                        "members come by id backwards",
                        OnBroken.OfMemberships.class,
                        Defects.reversed(Memberships.class, "page"),
                        "Memberships: pages go by user id"),
                defect(
                        "a thread comes in the order of writing",
                        OnBroken.OfThreads.class,
                        Defects.ordered(
                                Threads.class,
                                "read",
                                MessageWithStatus.class,
                                Comparator.comparing(seen -> seen.message().id())),
                        "Threads: goes level by level and each level by id"));
    }

    static Stream<Arguments> isNotAtomic() {
        return Stream.of(
                defect(
                        "contacts are written outside of the transaction",
                        OnBroken.OfContacts.class,
                        Defects.outsideTheTransaction(Contacts.class, "add"),
                        "Contacts: a rollback adds and removes nobody"),
                defect(
                        "bans are written outside of the transaction",
                        OnBroken.OfMemberships.class,
                        Defects.outsideTheTransaction(Memberships.class, "ban"),
                        "Memberships: a rollback leaves the chat as it was"),
                defect(
                        "mailed tokens are used up outside of the transaction",
                        OnBroken.OfMailTokens.class,
                        Defects.outsideTheTransaction(MailTokens.class, "consume"),
                        "MailTokens: a rollback leaves it good"),
                defect(
                        "undo links are used up outside of the transaction",
                        OnBroken.OfAccountChanges.class,
                        Defects.outsideTheTransaction(AccountChanges.class, "takeBack"),
                        "AccountChanges: a rollback leaves the link good"),
                defect(
                        "external users are stored outside of the transaction",
                        OnBroken.OfExternalUsers.class,
                        Defects.outsideTheTransaction(ExternalUsers.class, "put"),
                        "ExternalUsers: a rollback leaves nobody"),
                defect(
                        "an Error commits",
                        OnBroken.OfTransactions.class,
                        Defects::commitsOnErrors,
                        "Transactions: undoes errors too"));
    }

    static Stream<Arguments> ignoresExpiry() {
        return Stream.of(defect(
                "mailed tokens are good for ever",
                OnBroken.OfMailTokens.class,
                Defects::tokensNeverExpire,
                "MailTokens: ends in time"));
    }

    static Stream<Arguments> leaksMutableState() {
        return Stream.of(defect(
                "a page of history is the live list",
                OnBroken.OfHistory.class,
                Defects::historyIsLive,
                "Messages: hands nothing live out"));
    }

    static Stream<Arguments> breaksTies() {
        return Stream.of(
                defect(
                        "chats of one activity come oldest first",
                        OnBroken.OfChatList.class,
                        Defects::tiesOfTheListAreTurned,
                        "ChatList: breaks ties by id"),
                defect(
                        "reactions of one count come by emoji",
                        OnBroken.OfReactions.class,
                        Defects.ordered(
                                Reactions.class,
                                "of",
                                ReactionView.class,
                                Comparator.comparingInt(ReactionView::count)
                                        .reversed()
                                        .thenComparing(view -> view.emoji().value())),
                        "Reactions: of one count the first used comes first"));
    }

    static Stream<Arguments> isNotIdempotent() {
        return Stream.of(
                defect(
                        "who is told twice has it twice",
                        OnBroken.OfNotifications.class,
                        Defects::tellsAgain,
                        "NotificationStore: telling of the same message again tells nothing"),
                defect(
                        "a message cannot be hidden twice",
                        OnBroken.OfMessageChanges.class,
                        Defects.onceOnly(MessageChanges.class, "hide"),
                        "MessageChanges: hiding hides from one alone"),
                defect(
                        "a link cannot be revoked twice",
                        OnBroken.OfInviteLinks.class,
                        Defects.onceOnly(InviteLinks.class, "revoke"),
                        "InviteLinks: revoking what is not there does nothing"));
    }

    static Stream<Arguments> races() {
        return Stream.of(
                defect(
                        "each node remembers by itself which tokens were used",
                        OnBroken.OfMailTokens.class,
                        Defects::tokensAreUsedOnceAThread,
                        "MailTokens: of many at once one gets it"),
                defect(
                        "a password is compared with what it was a while ago",
                        OnBroken.OfAccounts.class,
                        Defects::passwordsAreHeldFromMemory,
                        "Accounts: of many who change a password they hold one does"));
    }

    static Stream<Arguments> remembersTooLong() {
        return Stream.of(
                defect(
                        "whether somebody muted a chat is cached",
                        OnBroken.OfArrangements.class,
                        Defects.cached(ChatPreferenceStore.class, "muting"),
                        "ChatPreferenceStore: tells whether someone muted"),
                defect(
                        "who is in which chat is cached",
                        OnBroken.OfAudience.class,
                        Defects.cached(Audience.class, "members"),
                        "Audience: who was removed is missing at once",
                        "Audience: a role that was changed is seen at once"),
                defect(
                        "a right to write is remembered for ever",
                        OnBroken.OfPosting.class,
                        Defects::rightsAreReadOnce,
                        "Messages: refuses when rights have changed",
                        "Messages: refuses when privacy has changed",
                        "Messages: accepts again when rights are given back"));
    }

    @ParameterizedTest
    @MethodSource({
        "losesOrder",
        "isNotAtomic",
        "ignoresExpiry",
        "leaksMutableState",
        "breaksTies",
        "isNotIdempotent",
        "races",
        "remembersTooLong"
    })
    void isCaughtByTheClauseMeantForIt(
            Class<? extends OnBroken> contract, UnaryOperator<Ports.Store> defect, List<String> clauses) {
        Verdict verdict = OnBroken.verdict(contract, defect);

        assertThat(verdict.broken())
                .as("what is broken")
                .extracting(BrokenAdaptersTest::promise)
                .containsExactlyInAnyOrderElementsOf(clauses);
        assertThat(verdict.kept()).as("clauses that are kept all the same").isPositive();
        assertThat(verdict.broken())
                .allSatisfy(broken -> assertThat(broken)
                        .hasMessageStartingWith("The port " + portOf(broken) + " does not keep its contract: ")
                        .hasMessageContaining("found:  "));
    }

    @Test
    void alsoOutsideOfTheStore() {
        Verdict verdict = Verdict.on(TokensForEver.class);

        assertThat(verdict.broken()).extracting(BrokenAdaptersTest::promise).containsExactly("Tokens: ends in time");
        assertThat(verdict.kept()).isPositive();
    }

    @Test
    void theRightStoreBreaksNothing() {
        assertThat(OnBroken.verdict(OnBroken.OfSessions.class, UnaryOperator.identity())
                        .broken())
                .isEmpty();
    }

    /** The port and the clause that the failure names. */
    private static String promise(Throwable broken) {
        return broken instanceof BrokenClause clause
                ? portOf(broken) + ": " + BrokenClause.inWords(clause.clause())
                : broken.toString();
    }

    private static String portOf(Throwable broken) {
        return ((BrokenClause) broken).port().getSimpleName();
    }

    private static Arguments defect(
            String name, Class<? extends OnBroken> contract, UnaryOperator<Ports.Store> defect, String... clauses) {
        return argumentSet(name, contract, defect, List.of(clauses));
    }
}
