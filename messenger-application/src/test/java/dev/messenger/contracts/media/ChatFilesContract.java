package dev.messenger.contracts.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files of a chat that a viewer can see (rule C8). */
@Tag("C8")
@PortContract(Attachments.class)
public interface ChatFilesContract extends StoreContract {

    @Test
    default void aChatThatIsNotThereHasNoPage() {
        assertThat(attachments().ofChat(new ChatId(9_007_199_254_740_990L), user(), null, 10))
                .isEmpty();
    }

    @Test
    default void aChatWithoutFilesHasAnEmptyPage() {
        UserId user = user();
        ChatId chat = group(user);
        send(chat, user, "Nothing but words");

        Attachments.Page page = attachments().ofChat(chat, user, null, 10).orElseThrow();
        assertThat(page.files()).isEmpty();
        assertThat(page.standing().isMember()).isTrue();
    }

    @Test
    default void filesComeNewestFirstWithWhatTheirMessageIs() {
        UserId owner = user();
        UserId member = user();
        ChatId chat = group(owner, member);
        MessageId first = send(chat, owner, "first");
        MessageId second = send(chat, member, "second");
        Attachment one = attach(member, second, null);
        Attachment two = attach(owner, first, new Waveform(List.of(0, 31)));

        assertThat(attachments().ofChat(chat, member, null, 10).orElseThrow().files())
                .containsExactly(
                        new Attachments.FileOfChat(two, owner, MessageType.TEXT, NOW),
                        new Attachments.FileOfChat(one, member, MessageType.TEXT, NOW));
    }

    @Test
    default void pagesGoOnBelowTheLastIdGot() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = send(chat, user, "Many files");
        List<AttachmentId> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(attach(user, message, null).id());
        }
        List<AttachmentId> newestFirst = all.reversed();

        assertThat(ids(chat, user, null, 2)).isEqualTo(newestFirst.subList(0, 2));
        AttachmentId late = attach(user, message, null).id();
        assertThat(ids(chat, user, newestFirst.get(1), 2)).isEqualTo(newestFirst.subList(2, 4));
        assertThat(ids(chat, user, newestFirst.get(3), 2)).isEqualTo(newestFirst.subList(4, 5));
        assertThat(ids(chat, user, newestFirst.get(4), 2)).isEmpty();
        assertThat(ids(chat, user, null, 1)).containsExactly(late);
    }

    @Test
    default void filesOfOtherChatsAreNotAmongThem() {
        UserId user = user();
        ChatId chat = group(user);
        attach(user, send(group(user), user, "Elsewhere"), null);

        assertThat(ids(chat, user, null, 10)).isEmpty();
    }

    @Test
    @Tag("C6")
    default void whoIsNoMemberGetsNone() {
        UserId owner = user();
        ChatId chat = group(owner);
        attach(owner, send(chat, owner, "For members"), null);

        Attachments.Page page = attachments().ofChat(chat, user(), null, 10).orElseThrow();
        assertThat(page.standing().isMember()).isFalse();
        assertThat(page.files()).isEmpty();
    }

    @Test
    @Tag("H12")
    default void whatAMemberClearedIsNotAmongThem() {
        UserId owner = user();
        UserId member = user();
        ChatId chat = group(owner, member);
        MessageId cleared = send(chat, owner, "Cleared");
        AttachmentId before = attach(owner, cleared, null).id();
        inTransaction(() -> {
            store().chat().preferences().clear(chat, member);
            return true;
        });
        AttachmentId late = attach(owner, cleared, null).id();
        AttachmentId after = attach(owner, send(chat, owner, "After"), null).id();

        assertThat(ids(chat, member, null, 10)).containsExactly(after);
        assertThat(ids(chat, owner, null, 10)).as("for the other").containsExactly(after, late, before);
    }

    @Test
    @Tag("M8")
    default void whatWasDeletedOrHiddenIsNotAmongThem() {
        UserId owner = user();
        UserId member = user();
        ChatId chat = group(owner, member);
        MessageId hidden = send(chat, owner, "Hidden");
        MessageId deleted = send(chat, owner, "Deleted");
        AttachmentId inHidden = attach(owner, hidden, null).id();
        attach(owner, deleted, null);
        MessageChanges changes = store().message().changes();
        store().transactions().run(() -> {
            changes.lockChatOf(deleted);
            changes.hide(chat, hidden, member);
            assertThat(changes.lockMessage(deleted, owner))
                    .as("a message to delete")
                    .isPresent();
            changes.delete(chat, deleted, NOW);
        });

        assertThat(ids(chat, member, null, 10)).isEmpty();
        assertThat(ids(chat, owner, null, 10)).containsExactly(inHidden);
    }

    private List<AttachmentId> ids(ChatId chat, UserId viewer, @Nullable AttachmentId before, int limit) {
        return attachments().ofChat(chat, viewer, before, limit).orElseThrow().files().stream()
                .map(file -> file.attachment().id())
                .toList();
    }

    private Attachment attach(UserId owner, MessageId message, @Nullable Waveform waveform) {
        Upload upload = new Upload(
                ObjectKey.upload(Unique.name("key"), MediaType.OGG_AUDIO), owner, MediaType.OGG_AUDIO, 7, NOW);
        return inTransaction(() -> {
            attachments().addUpload(upload);
            return attachments().attach(upload, message, waveform, 10, NOW);
        });
    }

    private Attachments attachments() {
        return store().media().attachments();
    }
}
