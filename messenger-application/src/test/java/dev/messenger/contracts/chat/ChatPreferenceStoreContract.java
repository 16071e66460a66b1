package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.application.chat.port.MyMembership;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Preferences that affect their own member alone (rules H11 to H13). */
@Tag("H13")
@PortContract(ChatPreferenceStore.class)
public interface ChatPreferenceStoreContract extends StoreContract {

    @Test
    default void aMarkIsSetUntilItIsTakenOff() {
        UserId member = user();
        ChatId chat = group(member);
        for (Mark mark : Mark.values()) {
            assertThat(set(chat, member, mark, true)).as("%s on", mark).isTrue();
            assertThat(has(chat, member, mark)).as("%s", mark).isTrue();
            assertThat(set(chat, member, mark, false)).as("%s off", mark).isTrue();
            assertThat(has(chat, member, mark)).as("%s", mark).isFalse();
        }
    }

    @Test
    default void settingAMarkAgainChangesNothingAndSaysSo() {
        UserId member = user();
        ChatId chat = group(member);
        for (Mark mark : Mark.values()) {
            assertThat(set(chat, member, mark, false))
                    .as("%s off at first", mark)
                    .isFalse();
            set(chat, member, mark, true);
            assertThat(set(chat, member, mark, true)).as("%s on again", mark).isFalse();
            assertThat(has(chat, member, mark)).as("%s", mark).isTrue();
        }
    }

    @Test
    default void marksAreOfOneMemberInOneChatAlone() {
        UserId member = user();
        UserId other = user();
        ChatId chat = group(member, other);
        ChatId elsewhere = group(member);
        set(chat, member, Mark.MUTED, true);

        assertThat(has(chat, member, Mark.ARCHIVED) || has(chat, member, Mark.PINNED))
                .as("the other marks")
                .isFalse();
        assertThat(has(chat, other, Mark.MUTED)).as("the other member").isFalse();
        assertThat(has(elsewhere, member, Mark.MUTED)).as("the other chat").isFalse();
    }

    @Test
    default void whoIsNoMemberArrangesNothing() {
        UserId stranger = user();
        ChatId chat = group(user());
        for (Mark mark : Mark.values()) {
            assertThat(set(chat, stranger, mark, true)).isFalse();
            assertThat(set(ChatsContract.NOWHERE, stranger, mark, true)).isFalse();
        }
        assertThat(show(chat, stranger)).isFalse();
        store().transactions().run(() -> {
            preferences().clear(chat, stranger);
            preferences().hide(chat, stranger);
        });

        assertThat(list(stranger)).isEmpty();
    }

    @Test
    @Tag("H12")
    default void clearingHidesFromOneselfWhatWasThere() {
        UserId member = user();
        UserId other = user();
        ChatId chat = privateChat(member, other);
        MessageId before = send(chat, other, "Before");
        store().transactions().run(() -> preferences().clear(chat, member));

        assertThat(history(chat, member)).as("for who cleared").isEmpty();
        assertThat(history(chat, other)).as("for the other").containsExactly(before);
        assertThat(mine(chat, member).unread()).as("nothing is unread").isZero();
        assertThat(store().message().messages().find(before, member))
                .as("by its id")
                .isEmpty();
        MessageId after = send(chat, other, "After");
        assertThat(history(chat, member)).as("what comes after").containsExactly(after);
        assertThat(mine(chat, member).unread()).isEqualTo(1);
    }

    @Test
    @Tag("H11")
    default void hidingTakesTheChatOutOfTheListUntilSomethingIsWritten() {
        UserId member = user();
        UserId other = user();
        ChatId chat = privateChat(member, other);
        send(chat, other, "Before");
        store().transactions().run(() -> preferences().hide(chat, member));

        assertThat(list(member)).as("of who hid it").isEmpty();
        assertThat(list(other)).as("of the other").containsExactly(chat);
        assertThat(history(chat, member)).as("hiding clears").isEmpty();
        MessageId after = send(chat, other, "After");
        assertThat(list(member)).as("with a new message").containsExactly(chat);
        assertThat(history(chat, member)).containsExactly(after);
    }

    @Test
    @Tag("H11")
    default void showingBringsTheChatBackOnce() {
        UserId member = user();
        ChatId chat = privateChat(member, user());
        assertThat(show(chat, member)).as("it was not hidden").isFalse();
        store().transactions().run(() -> preferences().hide(chat, member));

        assertThat(show(chat, member)).isTrue();
        assertThat(show(chat, member)).as("again").isFalse();
        assertThat(list(member)).containsExactly(chat);
    }

    @Test
    default void tellsWhetherSomeoneMuted() {
        UserId member = user();
        UserId stranger = user();
        ChatId chat = group(member);
        assertThat(muting(ChatsContract.NOWHERE, member)).isEmpty();
        assertThat(muting(chat, member))
                .contains(new ChatPreferenceStore.Muting(new Standing(ChatType.GROUP, false, Role.OWNER), false));
        set(chat, member, Mark.MUTED, true);

        assertThat(muting(chat, member).orElseThrow().muted()).isTrue();
        assertThat(muting(chat, stranger))
                .as("of a stranger")
                .contains(new ChatPreferenceStore.Muting(new Standing(ChatType.GROUP, false, null), false));
    }

    @Test
    default void differentMarksAtOnceDoNotUndoOneAnother() {
        UserId member = user();
        ChatId chat = group(member);
        Mark[] marks = Mark.values();
        List<Boolean> changed = Together.succeed(marks.length, number -> set(chat, member, marks[number], true));

        assertThat(changed).containsOnly(true);
        assertThat(marks)
                .as("three marks set at once")
                .allSatisfy(mark -> assertThat(has(chat, member, mark)).isTrue());
    }

    @Test
    default void ofManyThatSetAMarkAtOnceOneChangesIt() {
        UserId member = user();
        ChatId chat = group(member);

        assertThat(Together.succeed(8, number -> set(chat, member, Mark.PINNED, true)))
                .as("8 at once for one mark: one of them changed it")
                .containsOnlyOnce(true);
    }

    @Test
    default void aRollbackArrangesNothing() {
        UserId member = user();
        UserId other = user();
        ChatId chat = privateChat(member, other);
        MessageId message = send(chat, other, "Hello");
        rolledBack(() -> {
            preferences().set(chat, member, Mark.MUTED, true);
            preferences().hide(chat, member);
        });

        assertThat(list(member)).containsExactly(chat);
        assertThat(history(chat, member)).containsExactly(message);
        assertThat(has(chat, member, Mark.MUTED)).isFalse();
    }

    private boolean set(ChatId chat, UserId member, Mark mark, boolean on) {
        return inTransaction(() -> preferences().set(chat, member, mark, on));
    }

    private boolean show(ChatId chat, UserId member) {
        return inTransaction(() -> preferences().show(chat, member));
    }

    private Optional<ChatPreferenceStore.Muting> muting(ChatId chat, UserId user) {
        return preferences().muting(chat, user);
    }

    private boolean has(ChatId chat, UserId member, Mark mark) {
        MyMembership mine = mine(chat, member);
        return switch (mark) {
            case ARCHIVED -> mine.archived();
            case PINNED -> mine.pinned();
            case MUTED -> mine.muted();
        };
    }

    private MyMembership mine(ChatId chat, UserId member) {
        return store().chat().list().find(member, chat).orElseThrow().mine();
    }

    private List<ChatId> list(UserId member) {
        return store().chat().list().page(member, new ChatListQuery(200, null)).stream()
                .map(entry -> entry.chat().id())
                .toList();
    }

    private List<MessageId> history(ChatId chat, UserId member) {
        return store().message().messages().history(chat, member, null, 200).orElseThrow().messages().stream()
                .map(seen -> seen.message().id())
                .toList();
    }

    private ChatPreferenceStore preferences() {
        return store().chat().preferences();
    }
}
