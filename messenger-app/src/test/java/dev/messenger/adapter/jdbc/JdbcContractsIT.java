package dev.messenger.adapter.jdbc;

import dev.messenger.application.Ports;
import dev.messenger.contracts.account.AccountsContract;
import dev.messenger.contracts.account.ExternalUsersContract;
import dev.messenger.contracts.account.MailQueueContract;
import dev.messenger.contracts.account.MailTokensContract;
import dev.messenger.contracts.account.NameReleaseContract;
import dev.messenger.contracts.account.SessionsContract;
import dev.messenger.contracts.account.TwoFactorsContract;
import dev.messenger.contracts.chat.ChatListContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.chat.UnreadBoundContract;
import dev.messenger.contracts.event.OutboxContract;
import dev.messenger.contracts.media.AttachmentsContract;
import dev.messenger.contracts.media.ChatFilesContract;
import dev.messenger.contracts.media.ObjectRemovalsContract;
import dev.messenger.contracts.message.HistoryContract;
import dev.messenger.contracts.message.MessagesContract;
import dev.messenger.contracts.message.ReadPositionsContract;
import dev.messenger.contracts.message.VisibilityOrderContract;
import dev.messenger.contracts.people.RelationshipsContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.TransactionsContract;
import org.junit.jupiter.api.Nested;

/** The contracts that every store keeps, kept by PostgreSQL. */
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
    class OutboxOnPostgres implements OutboxContract, OnPostgres {}

    @Nested
    class AccountsOnPostgres implements AccountsContract, OnPostgres {}

    @Nested
    class ExternalUsersOnPostgres implements ExternalUsersContract, OnPostgres {}

    @Nested
    class NameReleaseOnPostgres implements NameReleaseContract, OnPostgres {}

    @Nested
    class MailTokensOnPostgres implements MailTokensContract, OnPostgres {}

    @Nested
    class SessionsOnPostgres implements SessionsContract, OnPostgres {}

    @Nested
    class TwoFactorsOnPostgres implements TwoFactorsContract, OnPostgres {}

    @Nested
    class MailQueueOnPostgres implements MailQueueContract, OnPostgres {}

    @Nested
    class RelationshipsOnPostgres implements RelationshipsContract, OnPostgres {}

    @Nested
    class ChatsOnPostgres implements ChatsContract, OnPostgres {}

    @Nested
    class ChatListOnPostgres implements ChatListContract, OnPostgres {}

    @Nested
    class UnreadBoundOnPostgres implements UnreadBoundContract, OnPostgres {}

    @Nested
    class MessagesOnPostgres implements MessagesContract, OnPostgres {}

    @Nested
    class HistoryOnPostgres implements HistoryContract, OnPostgres {}

    @Nested
    class VisibilityOrderOnPostgres implements VisibilityOrderContract, OnPostgres {}

    @Nested
    class ReadPositionsOnPostgres implements ReadPositionsContract, OnPostgres {}

    @Nested
    class AttachmentsOnPostgres implements AttachmentsContract, OnPostgres {}

    @Nested
    class ChatFilesOnPostgres implements ChatFilesContract, OnPostgres {}

    @Nested
    class ObjectRemovalsOnPostgres implements ObjectRemovalsContract, OnPostgres {}
}
