package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.NewestMessages;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.message.port.ViewerState;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The newest messages, the same for everyone, and the state of each viewer (rules C8, M4). */
@Tag("C8")
@PortContract(NewestMessages.class)
public interface NewestMessagesContract extends StoreContract {

    @Test
    default void thereAreNoneWithoutAChat() {
        assertThat(newest().read(ChatsContract.NOWHERE, user(), null, 10)).isEmpty();
        assertThat(newest().viewerState(ChatsContract.NOWHERE, user())).isEmpty();
    }

    @Test
    default void areNoneInANewChat() {
        UserId owner = user();
        ViewerState untouched =
                new ViewerState(new Standing(ChatType.GROUP, false, Role.OWNER), null, null, ReadPositions.START);

        assertThat(newest().read(group(owner), owner, null, 10))
                .contains(new NewestMessages.Snapshot(untouched, List.of()));
    }

    @Test
    default void showAStrangerHowTheyLookAtItAlone() {
        UserId owner = user();
        ChatId chat = group(owner);
        send(chat, owner, "Secret");

        NewestMessages.Snapshot opened = open(chat, user(), 10);
        assertThat(opened.messages()).isEmpty();
        assertThat(opened.state().standing()).isEqualTo(new Standing(ChatType.GROUP, false, null));
    }

    @Test
    default void comeNewestFirstAndOfThisChatAlone() {
        UserId owner = user();
        ChatId chat = group(owner);
        ChatId other = group(owner);
        MessageId first = send(chat, owner, "1");
        MessageId second = send(chat, owner, "2");
        send(other, owner, "Elsewhere");
        MessageId third = send(chat, owner, "3");

        assertThat(ids(chat, owner, 10)).containsExactly(third, second, first);
        assertThat(ids(chat, owner, 2)).containsExactly(third, second);
    }

    @Test
    default void goOnBehindOneThatIsKnown() {
        UserId owner = user();
        ChatId chat = group(owner);
        MessageId first = send(chat, owner, "1");
        MessageId second = send(chat, owner, "2");
        MessageId third = send(chat, owner, "3");

        assertThat(idsAfter(first, chat, owner, 10)).containsExactly(third, second);
        assertThat(idsAfter(first, chat, owner, 1)).as("the newest of them").containsExactly(third);
        assertThat(idsAfter(third, chat, owner, 10)).isEmpty();
        assertThat(newest().read(chat, owner, third, 10).orElseThrow().state())
                .as("how they look at it, all the same")
                .isEqualTo(newest().viewerState(chat, owner).orElseThrow());
        assertThat(idsAfter(first, chat, user(), 10)).as("a stranger").isEmpty();
    }

    @Test
    default void areTheSameAsInTheHistory() {
        UserId owner = user();
        UserId other = user();
        ChatId chat = group(owner, other);
        MessageId root = send(chat, owner, "Root");
        send(chat, other, "Other");
        MessageId edited = send(chat, owner, "Edited later");
        inTransaction(() -> {
            store().message().messages().touch(edited, NOW.plusSeconds(5));
            return root;
        });

        List<StoredMessage> history =
                store().message().messages().history(chat, owner, null, 10).orElseThrow().messages().stream()
                        .map(seen -> seen.message())
                        .toList();
        assertThat(open(chat, owner, 10).messages()).isEqualTo(history);
    }

    @Test
    default void keepWhatOneViewerClearedOrHidAndTellOfIt() {
        UserId owner = user();
        UserId other = user();
        ChatId chat = group(owner, other);
        MessageId cleared = send(chat, owner, "1");
        inTransaction(() -> {
            store().chat().preferences().clear(chat, owner);
            return chat;
        });
        MessageId hidden = send(chat, owner, "2");
        MessageId last = send(chat, owner, "3");
        inTransaction(() -> {
            store().message().changes().hide(chat, hidden, owner);
            return chat;
        });

        NewestMessages.Snapshot opened = open(chat, owner, 10);
        assertThat(opened.messages()).extracting(StoredMessage::id).containsExactly(last, hidden, cleared);
        assertThat(opened.state().cleared()).isEqualTo(cleared);
        assertThat(opened.state().newestHidden()).isEqualTo(hidden);
        assertThat(newest().viewerState(chat, other).orElseThrow())
                .as("another did neither")
                .extracting(ViewerState::cleared, ViewerState::newestHidden)
                .containsOnlyNulls();
    }

    @Test
    default void leaveOutWhatIsDeletedForAll() {
        UserId owner = user();
        ChatId chat = group(owner);
        MessageId first = send(chat, owner, "1");
        MessageId second = send(chat, owner, "2");
        inTransaction(() -> {
            store().message().changes().lockChatOf(second);
            assertThat(store().message().changes().lockMessage(second, owner)).isPresent();
            store().message().changes().delete(chat, second, NOW);
            return second;
        });

        assertThat(ids(chat, owner, 10)).containsExactly(first);
        assertThat(ids(chat, owner, 1)).containsExactly(first);
    }

    @Test
    @Tag("M4")
    default void tellHowFarTheFurthestOfTheOthersGot() {
        UserId owner = user();
        UserId one = user();
        UserId other = user();
        ChatId chat = group(owner, one, other);
        MessageId first = send(chat, owner, "1");
        MessageId second = send(chat, owner, "2");
        move(chat, one, ReadPositions.START.readUpTo(first));
        move(chat, other, ReadPositions.START.deliveredUpTo(second));

        assertThat(others(chat, owner)).isEqualTo(new ReadPositions(second, first));
        assertThat(others(chat, one)).as("not one's own").isEqualTo(new ReadPositions(second, null));
        assertThat(open(chat, one, 1).state())
                .isEqualTo(newest().viewerState(chat, one).orElseThrow());
    }

    @Test
    @Tag("M4")
    default void areAllReadInTheSavedChat() {
        UserId user = user();
        ChatId saved = inTransaction(
                        () -> store().chat().chats().findOrCreateSaved(user, new PublicId(Unique.publicId()), NOW))
                .id();

        assertThat(others(saved, user)).isEqualTo(new ReadPositions(ViewerState.END, ViewerState.END));
    }

    private void move(ChatId chat, UserId member, ReadPositions positions) {
        inTransaction(() -> {
            store().message().messages().savePositions(chat, member, positions);
            return positions;
        });
    }

    private ReadPositions others(ChatId chat, UserId viewer) {
        return newest().viewerState(chat, viewer).orElseThrow().others();
    }

    private List<MessageId> ids(ChatId chat, UserId viewer, int limit) {
        return idsAfter(null, chat, viewer, limit);
    }

    private List<MessageId> idsAfter(@Nullable MessageId known, ChatId chat, UserId viewer, int limit) {
        return newest().read(chat, viewer, known, limit).orElseThrow().messages().stream()
                .map(StoredMessage::id)
                .toList();
    }

    private NewestMessages.Snapshot open(ChatId chat, UserId viewer, int limit) {
        return newest().read(chat, viewer, null, limit).orElseThrow();
    }

    private NewestMessages newest() {
        return store().message().newestMessages();
    }
}
