package dev.messenger.application.media;

import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.shared.Settings;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.Forbidden;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of all messages of a chat (rules C8, D4, H6). */
public final class ChatFiles {

    private final Attachments attachments;
    private final MediaStorage storage;
    private final Settings settings;

    public ChatFiles(Attachments attachments, MediaStorage storage, Settings settings) {
        this.attachments = attachments;
        this.storage = storage;
        this.settings = settings;
    }

    /**
     * A file and its message.
     *
     * @param fileUrl a signed link that expires
     */
    public record FileView(
            Attachment attachment, UserId sender, MessageType messageType, Instant messageCreatedAt, URI fileUrl) {}

    /**
     * A page of the files that the caller can see, newest first.
     *
     * @param before exclusive bound, null for the newest
     * @param limit 1 to 200
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the chat is public and the caller is not a member
     */
    public List<FileView> list(UserId caller, ChatId chat, @Nullable AttachmentId before, int limit) {
        Attachments.Page page = attachments.ofChat(chat, caller, before, limit).orElseThrow(ChatNotFound::new);
        page.standing().require(Permission.READ);
        return page.files().stream().map(this::view).toList();
    }

    private FileView view(Attachments.FileOfChat file) {
        Attachment attachment = file.attachment();
        URI link = storage.downloadLink(attachment.key(), attachment.type(), settings.downloadUrlTtl());
        return new FileView(attachment, file.sender(), file.messageType(), file.messageCreatedAt(), link);
    }
}
