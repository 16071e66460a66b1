package dev.messenger.adapter.jdbc;

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
import dev.messenger.contracts.permission.AbilitiesContract;
import dev.messenger.contracts.personaldata.ErasureContract;
import dev.messenger.contracts.personaldata.OwnDataContract;
import dev.messenger.contracts.realtime.AudienceContract;
import dev.messenger.contracts.realtime.DeliveryContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.TransactionsContract;
import org.junit.jupiter.api.Nested;

/** Runs the contracts of all stores against PostgreSQL. */
class JdbcContractsIT {

    interface OnPostgres extends StoreContract {

        @Override
        default Ports.Store store() {
            return RealDatabase.store().ports();
        }
    }

    @Nested
    class TransactionsOnPostgres implements TransactionsContract, OnPostgres {}

    @Nested
    class AccountChangesOnPostgres implements AccountChangesContract, OnPostgres {}

    @Nested
    class CodeGuessesOnPostgres implements CodeGuessesContract, OnPostgres {}

    @Nested
    class KnownNetworksOnPostgres implements KnownNetworksContract, OnPostgres {}

    @Nested
    class AccountsOnPostgres implements AccountsContract, OnPostgres {}

    @Nested
    class ExternalUsersOnPostgres implements ExternalUsersContract, OnPostgres {}

    @Nested
    class MailQueueOnPostgres implements MailQueueContract, OnPostgres {}

    @Nested
    class MailTokensOnPostgres implements MailTokensContract, OnPostgres {}

    @Nested
    class NameReleaseOnPostgres implements NameReleaseContract, OnPostgres {}

    @Nested
    class SessionsOnPostgres implements SessionsContract, OnPostgres {}

    @Nested
    class TwoFactorsOnPostgres implements TwoFactorsContract, OnPostgres {}

    @Nested
    class BlocksOnPostgres implements BlocksContract, OnPostgres {}

    @Nested
    class ContactsOnPostgres implements ContactsContract, OnPostgres {}

    @Nested
    class PeopleOnPostgres implements PeopleContract, OnPostgres {}

    @Nested
    class PeopleSearchOnPostgres implements PeopleSearchContract, OnPostgres {}

    @Nested
    class RelationshipsOnPostgres implements RelationshipsContract, OnPostgres {}

    @Nested
    class ErasureOnPostgres implements ErasureContract, OnPostgres {}

    @Nested
    class OwnDataOnPostgres implements OwnDataContract, OnPostgres {}

    @Nested
    class ArrangementsOnPostgres implements ChatPreferenceStoreContract, OnPostgres {}

    @Nested
    class ChatChangesOnPostgres implements ChatChangesContract, OnPostgres {}

    @Nested
    class ChatListOnPostgres implements ChatListContract, OnPostgres {}

    @Nested
    class ChatPurgeOnPostgres implements ChatPurgeContract, OnPostgres {}

    @Nested
    class ChatSearchOnPostgres implements ChatSearchContract, OnPostgres {}

    @Nested
    class ChatsOnPostgres implements ChatsContract, OnPostgres {}

    @Nested
    class InviteLinksOnPostgres implements InviteLinksContract, OnPostgres {}

    @Nested
    class ChatCountsOnPostgres implements ChatCountsContract, OnPostgres {}

    @Nested
    class MembershipsOnPostgres implements MembershipsContract, OnPostgres {}

    @Nested
    class ChatOrderOnPostgres implements ChatOrderContract, OnPostgres {}

    @Nested
    class UnreadBoundOnPostgres implements UnreadBoundContract, OnPostgres {}

    @Nested
    class ForwardsOnPostgres implements ForwardsContract, OnPostgres {}

    @Nested
    class HistoryOnPostgres implements HistoryContract, OnPostgres {}

    @Nested
    class MessageChangesOnPostgres implements MessageChangesContract, OnPostgres {}

    @Nested
    class MessageSearchOnPostgres implements MessageSearchContract, OnPostgres {}

    @Nested
    class MessagesOnPostgres implements MessagesContract, OnPostgres {}

    @Nested
    class ReactionsOnPostgres implements ReactionsContract, OnPostgres {}

    @Nested
    class ReadPositionsOnPostgres implements ReadPositionsContract, OnPostgres {}

    @Nested
    class NewestMessagesOnPostgres implements NewestMessagesContract, OnPostgres {}

    @Nested
    class ThreadsOnPostgres implements ThreadsContract, OnPostgres {}

    @Nested
    class PostingOnPostgres implements PostingContract, OnPostgres {}

    @Nested
    class VisibilityOrderOnPostgres implements VisibilityOrderContract, OnPostgres {}

    @Nested
    class AbilitiesOnPostgres implements AbilitiesContract, OnPostgres {}

    @Nested
    class AttachmentsOnPostgres implements AttachmentsContract, OnPostgres {}

    @Nested
    class ChatFilesOnPostgres implements ChatFilesContract, OnPostgres {}

    @Nested
    class PendingUploadsOnPostgres implements PendingUploadsContract, OnPostgres {}

    @Nested
    class ObjectRemovalsOnPostgres implements ObjectRemovalsContract, OnPostgres {}

    @Nested
    class NotificationRetentionOnPostgres implements NotificationRetentionContract, OnPostgres {}

    @Nested
    class NotificationStoreOnPostgres implements NotificationStoreContract, OnPostgres {}

    @Nested
    class NotificationHistoryOnPostgres implements NotificationHistoryContract, OnPostgres {}

    @Nested
    class NotificationWorkOnPostgres implements NotificationWorkContract, OnPostgres {}

    @Nested
    class OutboxOnPostgres implements OutboxContract, OnPostgres {}

    @Nested
    class OutboxNewsOnPostgres implements OutboxChangesContract, OnPostgres {}

    @Nested
    class AudienceOnPostgres implements AudienceContract, OnPostgres {}

    @Nested
    class DeliveryOnPostgres implements DeliveryContract, OnPostgres {}
}
