package dev.messenger.adapter.jdbc.shared;

import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.people.Bio;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/** Binds values of the domain in the form in which they are stored. */
final class DomainArguments implements ArgumentFactory {

    @Override
    public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
        Object stored = stored(value);
        return stored == null || stored.equals(value)
                ? Optional.empty()
                : Optional.of((position, statement, context) -> statement.setObject(position, stored));
    }

    /** The stored form of a value of the domain; any other value itself. */
    static @Nullable Object stored(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case UserId id -> id.value();
            case ChatId id -> id.value();
            case MessageId id -> id.value();
            case AttachmentId id -> id.value();
            case SessionId id -> id.value();
            case PublicId id -> id.value();
            case ClientMessageId id -> id.value();
            case ExternalId id -> id.value();
            case Email email -> email.value();
            case Username username -> username.value();
            case DisplayName name -> name.value();
            case PasswordHash hash -> hash.value();
            case Bio bio -> bio.value();
            case Title title -> title.value();
            case Handle handle -> handle.value();
            case Description description -> description.value();
            case Avatar avatar -> avatar.stored();
            case ObjectKey key -> key.value();
            case MessageText text -> text.value();
            case Emoji emoji -> emoji.value();
            case Enum<?> constant -> Columns.nameOf(constant);
            default -> value;
        };
    }
}
