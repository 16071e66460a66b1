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
        return transactions.first(
                "select token from invite_links where chat_id = :chat",
                row -> row.getString(1),
                query -> query.bind("chat", chat));
    }

    @Override
    public void add(ChatId chat, String token) {
        transactions.update(
                "insert into invite_links (chat_id, token) values (:chat, :token)",
                update -> update.bind("chat", chat).bind("token", token));
    }

    @Override
    public void revoke(ChatId chat) {
        transactions.update("delete from invite_links where chat_id = :chat", update -> update.bind("chat", chat));
    }

    @Override
    public Optional<ChatId> chatOf(String token) {
        return transactions.first(
                "select chat_id from invite_links where token = :token",
                row -> new ChatId(row.getLong("chat_id")),
                query -> query.bind("token", token));
    }
}
