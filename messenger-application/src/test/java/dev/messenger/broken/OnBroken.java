package dev.messenger.broken;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.contracts.account.AccountChangesContract;
import dev.messenger.contracts.account.AccountsContract;
import dev.messenger.contracts.account.ExternalUsersContract;
import dev.messenger.contracts.account.MailTokensContract;
import dev.messenger.contracts.account.SessionsContract;
import dev.messenger.contracts.chat.ChatListContract;
import dev.messenger.contracts.chat.ChatPreferenceStoreContract;
import dev.messenger.contracts.chat.InviteLinksContract;
import dev.messenger.contracts.chat.MembershipsContract;
import dev.messenger.contracts.message.HistoryContract;
import dev.messenger.contracts.message.MessageChangesContract;
import dev.messenger.contracts.message.PostingContract;
import dev.messenger.contracts.message.ReactionsContract;
import dev.messenger.contracts.message.ThreadsContract;
import dev.messenger.contracts.notification.NotificationStoreContract;
import dev.messenger.contracts.people.ContactsContract;
import dev.messenger.contracts.personaldata.ErasureContract;
import dev.messenger.contracts.realtime.AudienceContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.TransactionsContract;
import java.util.function.UnaryOperator;

/** The contracts of the store, run against an in-memory store with a defect. */
abstract class OnBroken implements StoreContract {

    /** The defect of the next store: this thread creates a test for each clause. */
    private static final ThreadLocal<UnaryOperator<Ports.Store>> DEFECT = new ThreadLocal<>();

    private final Ports.Store store = DEFECT.get().apply(InMemoryMessenger.store());

    /** Runs a contract against stores with this defect. */
    static Verdict verdict(Class<? extends OnBroken> contract, UnaryOperator<Ports.Store> defect) {
        DEFECT.set(defect);
        try {
            return Verdict.on(contract);
        } finally {
            DEFECT.remove();
        }
    }

    @Override
    public Ports.Store store() {
        return store;
    }

    static class OfAccountChanges extends OnBroken implements AccountChangesContract {}

    static class OfAccounts extends OnBroken implements AccountsContract {}

    static class OfArrangements extends OnBroken implements ChatPreferenceStoreContract {}

    static class OfAudience extends OnBroken implements AudienceContract {}

    static class OfChatList extends OnBroken implements ChatListContract {}

    static class OfContacts extends OnBroken implements ContactsContract {}

    static class OfErasure extends OnBroken implements ErasureContract {}

    static class OfExternalUsers extends OnBroken implements ExternalUsersContract {}

    static class OfHistory extends OnBroken implements HistoryContract {}

    static class OfInviteLinks extends OnBroken implements InviteLinksContract {}

    static class OfMailTokens extends OnBroken implements MailTokensContract {}

    static class OfMemberships extends OnBroken implements MembershipsContract {}

    static class OfMessageChanges extends OnBroken implements MessageChangesContract {}

    static class OfNotifications extends OnBroken implements NotificationStoreContract {}

    static class OfPosting extends OnBroken implements PostingContract {}

    static class OfReactions extends OnBroken implements ReactionsContract {}

    static class OfSessions extends OnBroken implements SessionsContract {}

    static class OfThreads extends OnBroken implements ThreadsContract {}

    static class OfTransactions extends OnBroken implements TransactionsContract {}
}
