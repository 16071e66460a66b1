package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reactions to messages (rule M11). */
@Tag("M11")
@PortContract(Reactions.class)
public interface ReactionsContract extends StoreContract {

    Emoji THUMB = new Emoji("👍");
    Emoji HEART = new Emoji("❤️");
    Emoji FAMILY = new Emoji("👨‍👩‍👧‍👦");

    @Test
    default void aMessageHasNoneAtFirst() {
        UserId user = user();
        ChatId chat = group(user);

        assertThat(of(chat, send(chat, user, "Hello"), user)).isEmpty();
        assertThat(of(chat, MessagesContract.NOTHING, user)).isEmpty();
    }

    @Test
    default void givingAgainTakesItBack() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = send(chat, user, "Hello");

        assertThat(toggle(chat, message, user, THUMB)).as("given").isTrue();
        assertThat(of(chat, message, user)).containsExactly(new ReactionView(THUMB, 1, true));
        assertThat(toggle(chat, message, user, THUMB)).as("taken back").isFalse();
        assertThat(of(chat, message, user)).as("what nobody gives is not there").isEmpty();
        assertThat(toggle(chat, message, user, THUMB)).as("given anew").isTrue();
    }

    @Test
    default void eachViewerSeesWhetherItIsTheirs() {
        UserId user = user();
        UserId other = user();
        ChatId chat = group(user, other);
        MessageId message = send(chat, user, "Hello");
        toggle(chat, message, user, THUMB);
        toggle(chat, message, other, THUMB);
        toggle(chat, message, other, FAMILY);

        assertThat(of(chat, message, user))
                .containsExactly(new ReactionView(THUMB, 2, true), new ReactionView(FAMILY, 1, false));
        assertThat(of(chat, message, other))
                .containsExactly(new ReactionView(THUMB, 2, true), new ReactionView(FAMILY, 1, true));
    }

    @Test
    default void areOfOneMessageAlone() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = send(chat, user, "Hello");
        MessageId other = send(chat, user, "Other");
        toggle(chat, message, user, THUMB);

        assertThat(of(chat, other, user)).isEmpty();
    }

    @Test
    default void comeByCount() {
        UserId user = user();
        UserId other = user();
        ChatId chat = group(user, other);
        MessageId message = send(chat, user, "Hello");
        toggle(chat, message, user, THUMB);
        toggle(chat, message, user, HEART);
        toggle(chat, message, other, HEART);

        assertThat(emojis(chat, message)).containsExactly(HEART, THUMB);
    }

    @Test
    default void ofOneCountTheFirstUsedComesFirst() {
        UserId user = user();
        UserId other = user();
        ChatId chat = group(user, other);
        for (List<Emoji> order : List.of(List.of(THUMB, FAMILY, HEART), List.of(HEART, FAMILY, THUMB))) {
            MessageId message = send(chat, user, "Hello");
            order.forEach(emoji -> toggle(chat, message, user, emoji));
            assertThat(emojis(chat, message)).as("one each").isEqualTo(order);
            order.reversed().forEach(emoji -> toggle(chat, message, other, emoji));
            assertThat(emojis(chat, message))
                    .as("two each, the second ones the other way round")
                    .isEqualTo(order);
        }
    }

    @Test
    default void ofManyAtOnceEachCounts() {
        UserId owner = user();
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            users.add(user());
        }
        ChatId chat = group(owner, users.toArray(UserId[]::new));
        MessageId message = send(chat, owner, "Hello");
        Together.succeed(8, number -> toggle(chat, message, users.get(number), THUMB));
        assertThat(of(chat, message, owner))
                .as("8 at once give the same")
                .containsExactly(new ReactionView(THUMB, 8, false));

        Together.succeed(8, number -> toggle(chat, message, users.get(number), THUMB));
        assertThat(of(chat, message, owner)).as("8 at once take it back").isEmpty();
    }

    @Test
    default void aRollbackGivesAndTakesNothing() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = send(chat, user, "Hello");
        toggle(chat, message, user, THUMB);
        rolledBack(() -> {
            reactions().toggle(chat, message, user, THUMB, NOW);
            reactions().toggle(chat, message, user, HEART, NOW);
        });

        assertThat(of(chat, message, user)).containsExactly(new ReactionView(THUMB, 1, true));
    }

    private boolean toggle(ChatId chat, MessageId message, UserId user, Emoji emoji) {
        return inTransaction(() -> {
            store().message().changes().lockMessage(message, user);
            return reactions().toggle(chat, message, user, emoji, NOW);
        });
    }

    private List<ReactionView> of(ChatId chat, MessageId message, UserId viewer) {
        return reactions().of(chat, message, viewer);
    }

    private List<Emoji> emojis(ChatId chat, MessageId message) {
        return of(chat, message, user()).stream().map(ReactionView::emoji).toList();
    }

    private Reactions reactions() {
        return store().message().reactions();
    }
}
