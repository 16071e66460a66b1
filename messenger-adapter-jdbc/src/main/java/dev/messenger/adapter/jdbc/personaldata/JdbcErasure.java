package dev.messenger.adapter.jdbc.personaldata;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.Erasure;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.List;

/** Erases the personal data in a row of {@code users}; the row stays for the messages. */
public final class JdbcErasure implements Erasure {

    private static final String NAME = "Deleted account";

    /** Not a hash, so that no password matches it. */
    private static final String NO_PASSWORD = "-";

    private final JdbcTransactions transactions;

    public JdbcErasure(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void erase(UserId user, Placeholder placeholder, Instant at) {
        transactions.update(
                """
                        with deleted_contacts as (
                            delete from contacts where owner_id = :user or contact_id = :user
                        ), deleted_blocks as (
                            delete from blocks where blocker_id = :user or blocked_id = :user
                        ), deleted_factor as (
                            delete from two_factors where user_id = :user
                        ), deleted_tokens as (
                            delete from mail_tokens where user_id = :user
                        ), deleted_networks as (
                            delete from known_networks where user_id = :user
                        ), deleted_guesses as (
                            delete from code_guesses where user_id = :user
                        ), deleted_changes as (
                            delete from account_changes where user_id = :user
                        )
                        update users
                        set email = :email, external_id = null, username = :username, name = :name, search_name = '', search_accents = null,
                            search_pairs = '{}',
                            bio = null, avatar = null, password_hash = :noPassword, email_verified_at = null,
                            privacy_private_messages = default, privacy_last_seen = default, privacy_avatar = default,
                            privacy_group_invites = default, deleted_at = :at, updated_at = :at
                        where id = :user and deleted_at is null
                        """,
                update -> update.bind("user", user)
                        .bind("email", placeholder.email())
                        .bind("username", placeholder.username())
                        .bind("name", NAME)
                        .bind("noPassword", NO_PASSWORD)
                        .bind("at", at));
    }

    @Override
    public List<UserId> unfinished(int limit) {
        return transactions.list("""
                        select id
                        from users
                        where deleted_at is not null and departed_at is null
                        order by deleted_at
                        limit :limit
                        """, row -> new UserId(row.getLong("id")), query -> query.bind("limit", limit));
    }

    @Override
    public void finished(UserId user) {
        transactions.update(
                "update users set departed_at = deleted_at where id = :user", update -> update.bind("user", user));
    }
}
