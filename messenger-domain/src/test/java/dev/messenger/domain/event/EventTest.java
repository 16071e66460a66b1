package dev.messenger.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The recipients of events (rule R4). */
@Tag("R4")
class EventTest {

    private static final ChatId CHAT = new ChatId(1);
    private static final UserId ANN = new UserId(2);
    private static final UserId BOB = new UserId(3);
    private static final MessageId MESSAGE = new MessageId(4);

    @Test
    void whatAMemberDoesForThemselvesIsForThemAlone() {
        assertThat(List.of(
                        new Event.OwnChatUpdated(CHAT, ANN),
                        new Event.OwnChatDeleted(CHAT, ANN),
                        new Event.MessageHidden(CHAT, MESSAGE, ANN)))
                .extracting(Event::onlyFor)
                .containsOnly(ANN);
    }

    @Test
    void everythingElseIsForTheChat() {
        assertThat(List.<Event>of(
                        new Event.ChatCreated(CHAT, ANN),
                        new Event.ChatUpdated(CHAT, ANN),
                        new Event.ChatDeleted(CHAT, ANN),
                        new Event.MemberAdded(CHAT, BOB, ANN),
                        new Event.MemberRemoved(CHAT, BOB, ANN),
                        new Event.MemberRoleChanged(CHAT, BOB, ANN, Role.ADMIN),
                        new Event.MessageCreated(CHAT, MESSAGE, ANN),
                        new Event.MessageUpdated(CHAT, MESSAGE, ANN),
                        new Event.MessageDeleted(CHAT, MESSAGE, ANN),
                        new Event.ReactionChanged(CHAT, MESSAGE, ANN, "👍", true),
                        new Event.MessageDelivered(CHAT, MESSAGE, ANN),
                        new Event.MessageRead(CHAT, MESSAGE, ANN)))
                .extracting(Event::onlyFor)
                .containsOnlyNulls();
    }
}
