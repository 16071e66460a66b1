package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.chat.port.InviteLinks;
import dev.messenger.domain.chat.ChatId;
import java.util.Optional;

/** Invite links, in table {@code invite_links}. */
public final class JdbcInviteLinks implements InviteLinks {

    private final JdbcTransactions transactions;

    public JdbcInviteLinks(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<String> tokenOf(ChatId chat) {
        return transactions.with(handle -> handle.createQuery("select token from invite_links where chat_id = :chat")
                .bind("chat", chat.value())
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void add(ChatId chat, String token) {
        transactions.with(
                handle -> handle.createUpdate("insert into invite_links (chat_id, token) values (:chat, :token)")
                        .bind("chat", chat.value())
                        .bind("token", token)
                        .execute());
    }

    @Override
    public void revoke(ChatId chat) {
        transactions.with(handle -> handle.createUpdate("delete from invite_links where chat_id = :chat")
                .bind("chat", chat.value())
                .execute());
    }

    @Override
    public Optional<ChatId> chatOf(String token) {
        return transactions.with(handle -> handle.createQuery("select chat_id from invite_links where token = :token")
                .bind("token", token)
                .map((row, ctx) -> new ChatId(row.getLong("chat_id")))
                .findOne());
    }
}
