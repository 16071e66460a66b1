package dev.messenger.adapter.jdbc.people;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** People and what viewers learn of them, from view {@code profiles}. */
public final class JdbcPeople implements People {

    private static final String FIND = """
            select target.*, acquaintance.*
            from profiles target
            cross join lateral acquaintance(:viewer, target.id, target.deleted_at)
            where target.id = :target and target.deleted_at is null
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
     * Takes candidates from four indexes, of each no more than can be needed: a term that is in half of all names costs what a rare
     * one costs. The range of a prefix ends with the term followed by the highest character.
     */
    private static final String SEARCH = """
            with visible as not materialized (
                select *
                from users
                where activated_at is not null and deleted_at is null and id <> :viewer
                    and not exists (select from blocks where blocker_id = users.id and blocked_id = :viewer)
            ), candidates as (
                (select id, 1 as place from visible where username = :term or email = :term)
                union all
                (select id, 2 from visible where username >= :term and username < :beyond order by username limit :limit)
                union all
                (select id, 2 from visible where search_name >= :term and search_name < :beyond
                    order by search_name limit :limit)
                union all
                (select id, 3
                from visible
                where search_pairs @> cast(:pairs as text[])
                    and (position(:term in username) > 0 or position(:term in search_name) > 0)
                limit :inside)
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

    /** So many candidates at most have the term inside their names, besides those that begin with it. */
    private static final int INSIDE = 500;

    private static final String HIGHEST_CHARACTER = new String(Character.toChars(Character.MAX_CODE_POINT));

    private final JdbcTransactions transactions;

    public JdbcPeople(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<KnownPerson> find(UserId viewer, UserId target) {
        return transactions.with(handle -> handle.createQuery(FIND)
                .bind("viewer", viewer.value())
                .bind("target", target.value())
                .map((row, ctx) -> person(row))
                .findOne());
    }

    @Override
    public Map<UserId, KnownPerson> seenBy(Set<UserId> viewers, UserId target) {
        Map<UserId, KnownPerson> byViewer = new HashMap<>();
        transactions.with(handle -> handle.createQuery(FOR_VIEWERS)
                .bindArray(
                        "viewers",
                        Long.class,
                        viewers.stream().map(UserId::value).toList())
                .bind("target", target.value())
                .map((row, ctx) -> byViewer.put(new UserId(row.getLong("viewer_id")), person(row)))
                .list());
        return byViewer;
    }

    @Override
    public List<KnownPerson> contactsOf(UserId owner, @Nullable UserId after, int limit) {
        return page(CONTACTS, owner, after, limit);
    }

    @Override
    public List<KnownPerson> blockedBy(UserId blocker, @Nullable UserId after, int limit) {
        return page(BLOCKED, blocker, after, limit);
    }

    private List<KnownPerson> page(String query, UserId viewer, @Nullable UserId after, int limit) {
        return transactions.with(handle -> handle.createQuery(query)
                .bind("viewer", viewer.value())
                .bind("after", after == null ? 0 : after.value())
                .bind("limit", limit)
                .map((row, ctx) -> person(row))
                .list());
    }

    @Override
    public List<KnownPerson> search(UserId viewer, String term, int limit) {
        return transactions.with(handle -> handle.createQuery(SEARCH)
                .bind("viewer", viewer.value())
                .bind("term", term)
                .bind("beyond", term + HIGHEST_CHARACTER)
                .bindArray("pairs", String.class, SearchTerms.pairs(List.of(term)))
                .bind("inside", INSIDE)
                .bind("limit", limit)
                .map((row, ctx) -> person(row))
                .list());
    }

    @Override
    public Optional<Profile> lock(UserId user) {
        return transactions.with(handle -> handle.createQuery(LOCK)
                .bind("viewer", user.value())
                .bind("target", user.value())
                .map((row, ctx) -> person(row).profile())
                .findOne());
    }

    @Override
    public void save(Profile profile) {
        Profile.Face face = profile.face();
        PrivacySettings privacy = profile.privacy();
        try {
            transactions.with(handle -> handle.createUpdate("""
                            update users
                            set name = :name, username = :username, bio = :bio, avatar = :avatar,
                                search_name = :searchName, search_pairs = :pairs,
                                privacy_private_messages = :privateMessages, privacy_last_seen = :lastSeen,
                                privacy_avatar = :avatarAudience, privacy_group_invites = :groupInvites,
                                updated_at = :at
                            where id = :id
                            """)
                    .bind("id", profile.id().value())
                    .bind("name", face.name().value())
                    .bind("username", face.username().value())
                    .bind("bio", face.bio() == null ? null : face.bio().value())
                    .bind("avatar", face.avatar() == null ? null : face.avatar().stored())
                    .bind("searchName", SearchTerms.folded(face.name().value()))
                    .bindArray(
                            "pairs",
                            String.class,
                            SearchTerms.pairsOf(
                                    face.username().value(), face.name().value()))
                    .bind("privateMessages", Columns.nameOf(privacy.privateMessages()))
                    .bind("lastSeen", Columns.nameOf(privacy.lastSeen()))
                    .bind("avatarAudience", Columns.nameOf(privacy.avatar()))
                    .bind("groupInvites", Columns.nameOf(privacy.groupInvites()))
                    .bind("at", profile.updatedAt())
                    .execute());
        } catch (JdbiException e) {
            if ("users_username_unique".equals(Failures.violatedUnique(e))) {
                throw new UsernameTaken();
            }
            throw e;
        }
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
