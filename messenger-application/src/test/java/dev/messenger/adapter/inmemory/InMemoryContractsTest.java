package dev.messenger.adapter.inmemory;

import dev.messenger.application.Ports;
import dev.messenger.contracts.account.AccountChangesContract;
import dev.messenger.contracts.account.AccountsContract;
import dev.messenger.contracts.account.CodeGuessesContract;
import dev.messenger.contracts.account.ExternalUsersContract;
import dev.messenger.contracts.account.KnownNetworksContract;
import dev.messenger.contracts.account.MailQueueContract;
import dev.messenger.contracts.account.MailTokensContract;
import dev.messenger.contracts.account.NameReleaseContract;
import dev.messenger.contracts.account.SessionsContract;
import dev.messenger.contracts.account.TwoFactorsContract;
import dev.messenger.contracts.chat.ChatChangesContract;
import dev.messenger.contracts.chat.ChatCountsContract;
import dev.messenger.contracts.chat.ChatListContract;
import dev.messenger.contracts.chat.ChatOrderContract;
import dev.messenger.contracts.chat.ChatPreferenceStoreContract;
import dev.messenger.contracts.chat.ChatPurgeContract;
import dev.messenger.contracts.chat.ChatSearchContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.chat.InviteLinksContract;
import dev.messenger.contracts.chat.MembershipsContract;
import dev.messenger.contracts.chat.UnreadBoundContract;
import dev.messenger.contracts.event.OutboxChangesContract;
import dev.messenger.contracts.event.OutboxContract;
import dev.messenger.contracts.media.AttachmentsContract;
import dev.messenger.contracts.media.ChatFilesContract;
import dev.messenger.contracts.media.ObjectRemovalsContract;
import dev.messenger.contracts.media.PendingUploadsContract;
import dev.messenger.contracts.message.ForwardsContract;
import dev.messenger.contracts.message.HistoryContract;
import dev.messenger.contracts.message.MessageChangesContract;
import dev.messenger.contracts.message.MessageSearchContract;
import dev.messenger.contracts.message.MessagesContract;
import dev.messenger.contracts.message.NewestMessagesContract;
import dev.messenger.contracts.message.PostingContract;
import dev.messenger.contracts.message.ReactionsContract;
import dev.messenger.contracts.message.ReadPositionsContract;
import dev.messenger.contracts.message.ThreadsContract;
import dev.messenger.contracts.message.VisibilityOrderContract;
import dev.messenger.contracts.notification.NotificationHistoryContract;
import dev.messenger.contracts.notification.NotificationRetentionContract;
import dev.messenger.contracts.notification.NotificationStoreContract;
import dev.messenger.contracts.notification.NotificationWorkContract;
import dev.messenger.contracts.people.BlocksContract;
import dev.messenger.contracts.people.ContactsContract;
import dev.messenger.contracts.people.PeopleContract;
import dev.messenger.contracts.people.PeopleSearchContract;
import dev.messenger.contracts.people.RelationshipsContract;
import dev.messenger.contracts.personaldata.ErasureContract;
import dev.messenger.contracts.personaldata.OwnDataContract;
import dev.messenger.contracts.realtime.AudienceContract;
import dev.messenger.contracts.realtime.DeliveryContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.TransactionsContract;
import org.junit.jupiter.api.Nested;

/** The contracts that every store keeps, kept in memory. */
class InMemoryContractsTest {

    abstract static class InMemory implements StoreContract {

        private final Ports.Store store = InMemoryMessenger.store();

        @Override
        public Ports.Store store() {
            return store;
        }
    }

    @Nested
    class TransactionsInMemory extends InMemory implements TransactionsContract {}

    @Nested
    class AccountChangesInMemory extends InMemory implements AccountChangesContract {}

    @Nested
    class CodeGuessesInMemory extends InMemory implements CodeGuessesContract {}

    @Nested
    class KnownNetworksInMemory extends InMemory implements KnownNetworksContract {}

    @Nested
    class AccountsInMemory extends InMemory implements AccountsContract {}

    @Nested
    class ExternalUsersInMemory extends InMemory implements ExternalUsersContract {}

    @Nested
    class MailQueueInMemory extends InMemory implements MailQueueContract {}

    @Nested
    class MailTokensInMemory extends InMemory implements MailTokensContract {}

    @Nested
    class NameReleaseInMemory extends InMemory implements NameReleaseContract {}

    @Nested
    class SessionsInMemory extends InMemory implements SessionsContract {}

    @Nested
    class TwoFactorsInMemory extends InMemory implements TwoFactorsContract {}

    @Nested
    class BlocksInMemory extends InMemory implements BlocksContract {}

    @Nested
    class ContactsInMemory extends InMemory implements ContactsContract {}

    @Nested
    class PeopleInMemory extends InMemory implements PeopleContract {}

    @Nested
    class PeopleSearchInMemory extends InMemory implements PeopleSearchContract {}

    @Nested
    class RelationshipsInMemory extends InMemory implements RelationshipsContract {}

    @Nested
    class ErasureInMemory extends InMemory implements ErasureContract {}

    @Nested
    class OwnDataInMemory extends InMemory implements OwnDataContract {}

    @Nested
    class ArrangementsInMemory extends InMemory implements ChatPreferenceStoreContract {}

    @Nested
    class ChatChangesInMemory extends InMemory implements ChatChangesContract {}

    @Nested
    class ChatListInMemory extends InMemory implements ChatListContract {}

    @Nested
    class ChatPurgeInMemory extends InMemory implements ChatPurgeContract {}

    @Nested
    class ChatSearchInMemory extends InMemory implements ChatSearchContract {}

    @Nested
    class ChatsInMemory extends InMemory implements ChatsContract {}

    @Nested
    class InviteLinksInMemory extends InMemory implements InviteLinksContract {}

    @Nested
    class ChatCountsInMemory extends InMemory implements ChatCountsContract {}

    @Nested
    class MembershipsInMemory extends InMemory implements MembershipsContract {}

    @Nested
    class ChatOrderInMemory extends InMemory implements ChatOrderContract {}

    @Nested
    class UnreadBoundInMemory extends InMemory implements UnreadBoundContract {}

    @Nested
    class ForwardsInMemory extends InMemory implements ForwardsContract {}

    @Nested
    class HistoryInMemory extends InMemory implements HistoryContract {}

    @Nested
    class MessageChangesInMemory extends InMemory implements MessageChangesContract {}

    @Nested
    class MessageSearchInMemory extends InMemory implements MessageSearchContract {}

    @Nested
    class MessagesInMemory extends InMemory implements MessagesContract {}

    @Nested
    class ReactionsInMemory extends InMemory implements ReactionsContract {}

    @Nested
    class ReadPositionsInMemory extends InMemory implements ReadPositionsContract {}

    @Nested
    class NewestMessagesInMemory extends InMemory implements NewestMessagesContract {}

    @Nested
    class ThreadsInMemory extends InMemory implements ThreadsContract {}

    @Nested
    class PostingInMemory extends InMemory implements PostingContract {}

    @Nested
    class VisibilityOrderInMemory extends InMemory implements VisibilityOrderContract {}

    @Nested
    class AttachmentsInMemory extends InMemory implements AttachmentsContract {}

    @Nested
    class ChatFilesInMemory extends InMemory implements ChatFilesContract {}

    @Nested
    class PendingUploadsInMemory extends InMemory implements PendingUploadsContract {}

    @Nested
    class ObjectRemovalsInMemory extends InMemory implements ObjectRemovalsContract {}

    @Nested
    class NotificationRetentionInMemory extends InMemory implements NotificationRetentionContract {}

    @Nested
    class NotificationStoreInMemory extends InMemory implements NotificationStoreContract {}

    @Nested
    class NotificationHistoryInMemory extends InMemory implements NotificationHistoryContract {}

    @Nested
    class NotificationWorkInMemory extends InMemory implements NotificationWorkContract {}

    @Nested
    class OutboxInMemory extends InMemory implements OutboxContract {}

    @Nested
    class OutboxNewsInMemory extends InMemory implements OutboxChangesContract {}

    @Nested
    class AudienceInMemory extends InMemory implements AudienceContract {}

    @Nested
    class DeliveryInMemory extends InMemory implements DeliveryContract {}
}
