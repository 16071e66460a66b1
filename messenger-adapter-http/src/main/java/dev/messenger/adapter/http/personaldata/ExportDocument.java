package dev.messenger.adapter.http.personaldata;

import dev.messenger.adapter.http.endpoint.ResponseType;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.application.account.port.AccountChanges.Kind;
import dev.messenger.application.account.port.AccountChanges.NewChange;
import dev.messenger.application.account.port.OwnChat;
import dev.messenger.application.account.port.OwnMessage;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.people.port.Profile;
import dev.messenger.application.personaldata.DataExport;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PrivacySettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Streams the export as one JSON object, so that it need not fit into memory. */
record ExportDocument(DataExport export, UserId user) implements ResponseType.StreamWriter {

    private static final JsonWriter JSON = new JsonWriter();

    record ProfileData(
            long id,
            @Nullable String email,
            boolean emailVerified,
            String name,
            String username,
            @Nullable String bio,
            @Nullable String avatarUrl,
            boolean twofaEnabled,
            PrivacySettings privacy,
            Instant createdAt,
            Instant updatedAt) {

        static ProfileData of(PersonView view) {
            Profile profile = view.profile();
            return new ProfileData(
                    profile.id().value(),
                    Mapping.nullable(profile.email(), Email::value),
                    profile.emailVerified(),
                    profile.face().name().value(),
                    profile.face().username().value(),
                    Mapping.nullable(profile.face().bio(), Bio::value),
                    Mapping.nullable(view.avatarUrl(), URI::toString),
                    view.twoFactorEnabled(),
                    profile.privacy(),
                    profile.createdAt(),
                    profile.updatedAt());
        }
    }

    record PersonData(long id, String name, String username) {

        static PersonData of(PersonView view) {
            Profile.Face face = view.profile().face();
            return new PersonData(
                    view.profile().id().value(),
                    face.name().value(),
                    face.username().value());
        }
    }

    record SessionData(
            Instant createdAt,
            @Nullable String ipAddress,
            @Nullable String userAgent) {

        static SessionData of(Session session) {
            return new SessionData(session.createdAt(), session.ipAddress(), session.userAgent());
        }
    }

    record NetworkData(String network, Instant lastLoginAt) {}

    record ChangeData(
            Kind kind,
            Instant at,
            @Nullable String ipAddress,
            @Nullable String userAgent) {

        static ChangeData of(NewChange change) {
            return new ChangeData(change.kind(), change.at(), change.address(), change.userAgent());
        }
    }

    record ChatData(long id, ChatType type, @Nullable String title, Role role, Instant joinedAt) {

        static ChatData of(OwnChat membership) {
            return new ChatData(
                    membership.chat().value(),
                    membership.type(),
                    membership.title(),
                    membership.role(),
                    membership.joinedAt());
        }
    }

    record MessageData(
            long id,
            long chatId,
            MessageType type,
            @Nullable String text,
            @Nullable Long replyToMessageId,
            Instant createdAt,
            Instant updatedAt) {

        static MessageData of(OwnMessage message) {
            return new MessageData(
                    message.id().value(),
                    message.chat().value(),
                    message.type(),
                    message.text(),
                    Mapping.nullable(message.replyTo(), MessageId::value),
                    message.createdAt(),
                    message.updatedAt());
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            raw(out, "{\"profile\":");
            out.write(JSON.write(ProfileData.of(export.profile(user))));
            array(
                    out,
                    "sessions",
                    items -> export.sessions(user).forEach(session -> items.accept(SessionData.of(session))));
            array(
                    out,
                    "networks",
                    items -> export.networks(user)
                            .forEach(known -> items.accept(new NetworkData(known.network(), known.seenAt()))));
            array(
                    out,
                    "account_changes",
                    items -> export.changes(user).forEach(change -> items.accept(ChangeData.of(change.content()))));
            array(out, "contacts", items -> export.contacts(user, person -> items.accept(PersonData.of(person))));
            array(out, "blocked", items -> export.blocked(user, person -> items.accept(PersonData.of(person))));
            array(out, "chats", items -> export.chats(user, chat -> items.accept(ChatData.of(chat))));
            array(out, "messages", items -> export.messages(user, sent -> items.accept(MessageData.of(sent))));
            raw(out, "}");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void array(OutputStream out, String key, Consumer<Consumer<Record>> source) throws IOException {
        raw(out, ",\"" + key + "\":[");
        boolean[] first = {true};
        source.accept(item -> {
            try {
                raw(out, first[0] ? "\n" : ",\n");
                first[0] = false;
                out.write(JSON.write(item));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        raw(out, "]");
    }

    private static void raw(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
