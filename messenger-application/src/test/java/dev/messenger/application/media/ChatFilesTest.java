package dev.messenger.application.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.message.AttachFiles;
import dev.messenger.application.message.MessageView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.Forbidden;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C8")
class ChatFilesTest {

    private static final byte[] BYTES = {1, 2, 3};

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");

    @Test
    void aChatWithoutFilesHasNone() {
        ChatView chat = world.group(ann);
        world.send(ann, chat, "No file");

        assertThat(list(ann, chat, null, 10)).isEmpty();
    }

    @Test
    void listsTheFilesOfAllMessagesNewestFirst() {
        ChatView chat = world.group(ann, bob);
        MessageView first = world.send(ann, chat, "first");
        MessageView second = world.send(ann, chat, "second");
        AttachmentId one = attach(second);
        AttachmentId two = attach(first);
        AttachmentId three = attach(second);
        attach(world.send(ann, world.group(ann), "elsewhere"));

        List<ChatFiles.FileView> files = list(bob, chat, null, 10);
        assertThat(files).extracting(file -> file.attachment().id()).containsExactly(three, two, one);
        assertThat(files)
                .extracting(file -> file.attachment().message())
                .containsExactly(
                        second.message().id(),
                        first.message().id(),
                        second.message().id());
        ChatFiles.FileView newest = files.getFirst();
        assertThat(newest.sender()).isEqualTo(ann);
        assertThat(newest.messageType()).isEqualTo(MessageType.TEXT);
        assertThat(newest.messageCreatedAt()).isEqualTo(second.message().createdAt());
        assertThat(world.storage().get(newest.fileUrl()).bytes()).isEqualTo(BYTES);
    }

    @Test
    void pagesByTheLastIdGot() {
        ChatView chat = world.group(ann);
        List<AttachmentId> attached = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            attached.add(attach(world.send(ann, chat, "message " + i)));
        }

        List<AttachmentId> got = new ArrayList<>();
        @Nullable AttachmentId last = null;
        while (true) {
            List<ChatFiles.FileView> page = list(ann, chat, last, 2);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(file -> got.add(file.attachment().id()));
            last = got.getLast();
        }
        assertThat(got).containsExactlyElementsOf(attached.reversed());
    }

    @Test
    @Tag("C6")
    @Tag("H6")
    void strangersSeeNone() {
        assertThatThrownBy(() -> list(bob, world.group(ann), null, 10)).isInstanceOf(ChatNotFound.class);
        assertThatThrownBy(() -> list(bob, world.publicGroup(ann, "openhouse"), null, 10))
                .isInstanceOf(Forbidden.class);
    }

    private AttachmentId attach(MessageView message) {
        Uploads.Ticket ticket = world.upload(ann, "application/pdf", BYTES);
        return world.messenger()
                .messages()
                .files()
                .attach(
                        ann,
                        new AttachFiles.Command(
                                message.message().id(), ticket.address().toString(), MediaType.PDF, BYTES.length, null))
                .id();
    }

    private List<ChatFiles.FileView> list(UserId viewer, ChatView chat, @Nullable AttachmentId before, int limit) {
        return world.messenger().media().chatFiles().list(viewer, chat.id(), before, limit);
    }
}
