package dev.messenger.adapter.jdbc.people;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.SearchColumns;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.application.people.port.People;
import dev.messenger.application.people.port.Profile;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.search.SearchTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People and what viewers learn of them, from view {@code profiles}. */
public final class JdbcPeople implements People {

    private static final String FIND = """
            select target.*, acquaintance.*
            from profiles target
            cross join lateral acquaintance(:viewer, target.id, target.deleted_at)
            where target.id = any(cast(:targets as bigint[])) and target.deleted_at is null
            """;

    private static final String FIND_BY_USERNAME = """
            select target.*, acquaintance.*
            from profiles target
            cross join lateral acquaintance(:viewer, target.id, target.deleted_at)
            where target.username = :username and target.deleted_at is null
            """;

    /** No key column changes, so that messages of the same user go on being stored meanwhile. */
    private static final String LOCK = """
            select target.*, acquaintance.*
            from profiles target
            cross join lateral acquaintance(:viewer, target.id, target.deleted_at)
            where target.id = :target and target.deleted_at is null
            for no key update of target
            """;

    private static final String FOR_VIEWERS = """
            select target.*, acquaintance.*, viewer.id as viewer_id
            from profiles target
            cross join unnest(cast(:viewers as bigint[])) as viewer (id)
            cross join lateral acquaintance(viewer.id, target.id, target.deleted_at)
            where target.id = :target
            """;

    private static final String CONTACTS = """
            select target.*, acquaintance.*
            from contacts
            join profiles target on target.id = contacts.contact_id
            cross join lateral acquaintance(:viewer, target.id, target.deleted_at)
            where contacts.owner_id = :viewer and contacts.contact_id > :after and target.deleted_at is null
            order by contacts.contact_id
            limit :limit
            """;

    private static final String BLOCKED = """
            select target.*, acquaintance.*
            from blocks
            join profiles target on target.id = blocks.blocked_id
            cross join lateral acquaintance(:viewer, target.id, target.deleted_at)
            where blocks.blocker_id = :viewer and blocks.blocked_id > :after and target.deleted_at is null
            order by blocks.blocked_id
            limit :limit
            """;

    /**
     * Takes candidates from indexes, of each no more than can be needed: a term that is in half of all names costs what a rare
     * one costs. The range of a prefix ends with the query followed by the highest character.
     */
    private static final String SEARCH = """
            with visible as not materialized (
                select *
                from users
                where activated_at is not null and deleted_at is null and id <> :viewer
                    and not exists (select from blocks where blocker_id = users.id and blocked_id = :viewer)
            ), matching as not materialized (
                select *
                from visible
                where username || E'\n' || search_name like all (cast(:patterns as text[]))
                    and search_accents ~ all (cast(:accents as text[]))
            ), candidates as (
                (select id, 1 as place from visible where email = :email)
                union all
                (select id, 1 from matching where username = :username)
                union all
                (select id, 2 from matching where username >= :whole and username < :beyond order by username limit :limit)
                union all
                (select id, 2 from matching where search_name >= :whole and search_name < :beyond
                    order by search_name limit :limit)
                union all
                (select id, 3 from matching where search_pairs @> cast(:pairs as text[]) limit :inside)
            ), best as (
                select id, min(place) as place from candidates group by id
            )
            select target.*, acquaintance.*
            from best
            join profiles target on target.id = best.id
            cross join lateral acquaintance(:viewer, target.id, target.deleted_at)
            order by best.place, target.username
            limit :limit
            """;

    /** So many candidates at most have the terms inside their names, besides those that begin with the query. */
    private static final int INSIDE = 500;

    private static final String HIGHEST_CHARACTER = new String(Character.toChars(Character.MAX_CODE_POINT));

    private final JdbcTransactions transactions;

    public JdbcPeople(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<UserId, KnownPerson> find(UserId viewer, Collection<UserId> targets) {
        return transactions.map(
                FIND,
                row -> new UserId(row.getLong("id")),
                JdbcPeople::person,
                query -> query.bind("viewer", viewer).bind("targets", ArrayArgument.numbers(targets)));
    }

    @Override
    public Optional<KnownPerson> find(UserId viewer, Username username) {
        return transactions.first(
                FIND_BY_USERNAME,
                JdbcPeople::person,
                query -> query.bind("viewer", viewer).bind("username", username));
    }

    @Override
    public Map<UserId, KnownPerson> seenBy(Set<UserId> viewers, UserId target) {
        return transactions.map(
                FOR_VIEWERS,
                row -> new UserId(row.getLong("viewer_id")),
                JdbcPeople::person,
                query -> query.bind("viewers", ArrayArgument.numbers(viewers)).bind("target", target));
    }

    @Override
    public List<KnownPerson> contactsOf(UserId owner, @Nullable UserId after, int limit) {
        return page(CONTACTS, owner, after, limit);
    }

    @Override
    public List<KnownPerson> blockedBy(UserId blocker, @Nullable UserId after, int limit) {
        return page(BLOCKED, blocker, after, limit);
    }

    private List<KnownPerson> page(String sql, UserId viewer, @Nullable UserId after, int limit) {
        return transactions.list(
                sql,
                JdbcPeople::person,
                query -> query.bind("viewer", viewer)
                        .bind("after", after == null ? 0 : after.value())
                        .bind("limit", limit));
    }

    @Override
    public List<KnownPerson> search(UserId viewer, SearchTerms terms, @Nullable Email email, int limit) {
        String whole = terms.whole();
        return transactions.list(
                SEARCH,
                JdbcPeople::person,
                query -> SearchColumns.bind(query, terms)
                        .bind("viewer", viewer)
                        .bind("email", email)
                        .bind("username", terms.accents().isEmpty() ? whole : null)
                        .bind("beyond", whole + HIGHEST_CHARACTER)
                        .bind("pairs", ArrayArgument.texts(SearchColumns.pairs(terms.bases())))
                        .bind("inside", INSIDE)
                        .bind("limit", limit));
    }

    @Override
    public Optional<Profile> lock(UserId user) {
        return transactions.first(
                LOCK,
                row -> person(row).profile(),
                query -> query.bind("viewer", user).bind("target", user));
    }

    @Override
    public void save(Profile profile) {
        Profile.Face face = profile.face();
        PrivacySettings privacy = profile.privacy();
        int ignored = Failures.translating(
                Map.of("users_username_unique", UsernameTaken::new),
                () -> transactions.update(
                        """
                        update users
                        set name = :name, username = :username, bio = :bio, avatar = :avatar,
                            search_name = :search_name, search_accents = :search_accents, search_pairs = :search_pairs,
                            privacy_private_messages = :private_messages, privacy_last_seen = :last_seen,
                            privacy_avatar = :avatar_audience, privacy_group_invites = :group_invites,
                            updated_at = :at
                        where id = :id
                        """,
                        update -> SearchColumns.bind(update, face.username(), face.name())
                                .bind("id", profile.id())
                                .bind("bio", face.bio())
                                .bind("avatar", face.avatar())
                                .bind("private_messages", privacy.privateMessages())
                                .bind("last_seen", privacy.lastSeen())
                                .bind("avatar_audience", privacy.avatar())
                                .bind("group_invites", privacy.groupInvites())
                                .bind("at", profile.updatedAt())));
    }

    private static KnownPerson person(ResultSet row) throws SQLException {
        var acquaintance = AcquaintanceRow.read(row);
        Profile profile = new Profile(
                new UserId(row.getLong("id")),
                Columns.textOrNull(row, "email", Email::new),
                Columns.instantOrNull(row, "email_verified_at") != null,
                row.getBoolean("has_two_factor"),
                new Profile.Face(
                        new DisplayName(Columns.text(row, "name")),
                        new Username(Columns.text(row, "username")),
                        Columns.textOrNull(row, "bio", Bio::new),
                        Columns.textOrNull(row, "avatar", Avatar::ofStored)),
                acquaintance.settings(),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
        return new KnownPerson(profile, acquaintance);
    }
}
