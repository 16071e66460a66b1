package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatInfo;
import dev.messenger.application.chat.port.LastMessage;
import dev.messenger.application.chat.port.MyMembership;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chat as a viewer sees it, from the columns of the SQL function {@code chat_entry}. */
final class ChatEntryRow {

    private ChatEntryRow() {}

    /** Reads the entry. */
    static ChatEntry read(ResultSet row) throws SQLException {
        return new ChatEntry(chat(row), membership(row), counterpart(row), lastMessage(row), otherMembers(row));
    }

    private static ChatInfo chat(ResultSet row) throws SQLException {
        return new ChatInfo(
                new ChatId(row.getLong("chat_id")),
                new PublicId(Columns.text(row, "public_id")),
                Columns.named(row, "type", ChatType.class),
                Columns.textOrNull(row, "title", Title::new),
                Columns.textOrNull(row, "handle", Handle::new),
                Columns.textOrNull(row, "description", Description::new),
                Columns.textOrNull(row, "avatar", Avatar::ofStored),
                row.getBoolean("is_public"),
                row.getBoolean("is_saved"),
                row.getInt("members_count"),
                Columns.instant(row, "created_at"));
    }

    private static @Nullable MyMembership membership(ResultSet row) throws SQLException {
        Role role = Columns.namedOrNull(row, "role", Role.class);
        return role == null
                ? null
                : new MyMembership(
                        role,
                        row.getBoolean("archived"),
                        row.getBoolean("pinned"),
                        row.getBoolean("muted"),
                        row.getBoolean("is_listed"),
                        Columns.idOrNull(row, "cleared_message_id", MessageId::new),
                        row.getInt("unread_count"),
                        row.getInt("mentions_count"),
                        Columns.idOrNull(row, "pinned_message_id", MessageId::new));
    }

    private static ChatEntry.@Nullable Counterpart counterpart(ResultSet row) throws SQLException {
        UserId id = Columns.idOrNull(row, "counterpart_id", UserId::new);
        return id == null
                ? null
                : new ChatEntry.Counterpart(
                        id,
                        new DisplayName(Columns.text(row, "counterpart_name")),
                        new Username(Columns.text(row, "counterpart_username")),
                        Columns.textOrNull(row, "counterpart_avatar", Avatar::ofStored));
    }

    private static @Nullable LastMessage lastMessage(ResultSet row) throws SQLException {
        MessageType type = Columns.namedOrNull(row, "last_type", MessageType.class);
        return type == null
                ? null
                : new LastMessage(
                        new MessageId(row.getLong("last_id")),
                        row.getString("last_text"),
                        type,
                        Columns.instant(row, "last_created_at"));
    }

    private static @Nullable List<UserId> otherMembers(ResultSet row) throws SQLException {
        Array others = row.getArray("other_members");
        return others == null
                ? null
                : Arrays.stream((Long[]) others.getArray()).map(UserId::new).toList();
    }
}
