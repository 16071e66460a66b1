package dev.messenger.contracts.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.people.port.People.KnownPerson;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.ChatCounts;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.people.Relationship;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Further reads of the delivery: counts, mentions, fellows, and the views of many viewers. */
@PortContract(Audience.class)
public interface DeliveryContract extends StoreContract {

    private Audience audience() {
        return store().audience();
    }

    @Test
    @Tag("R9")
    default void countsAreOfAllMembersAndPositionsOfTheFurthest() {
        UserId owner = user();
        UserId near = user();
        UserId far = user();
        ChatId chat = group(owner, near, far);
        ChatId empty = group(owner);
        MessageId first = send(chat, owner, "First");
        MessageId second = send(chat, owner, "Second");
        advance(chat, near, first);
        advance(chat, far, second);

        Map<ChatId, ChatCounts> counts = audience().counts(Set.of(chat, empty));

        assertThat(counts.get(chat).members()).isEqualTo(3);
        assertThat(counts.get(chat).read()).containsEntry(far, second).containsEntry(near, first);
        assertThat(counts.get(chat).delivered()).containsEntry(far, second).containsEntry(near, first);
        assertThat(counts.get(empty)).isEqualTo(new ChatCounts(1, Map.of(), Map.of()));
    }

    private void advance(ChatId chat, UserId member, MessageId message) {
        inTransaction(() -> {
            store().message()
                    .messages()
                    .savePositions(
                            chat,
                            member,
                            store().message()
                                    .messages()
                                    .lockPositions(chat, member)
                                    .orElseThrow()
                                    .readUpTo(message));
            return true;
        });
    }

    @Test
    @Tag("M6")
    @Tag("R9")
    default void tellsWhomMessagesMention() {
        UserId sender = user();
        UserId mentioned = user();
        ChatId chat = group(sender, mentioned);
        String name = store().account()
                .accounts()
                .find(mentioned)
                .orElseThrow()
                .username()
                .value();
        MessageId to = send(chat, sender, "Hello @" + name);
        MessageId plain = send(chat, sender, "Hello");

        assertThat(audience().mentioned(chat, Set.of(to, plain))).isEqualTo(Map.of(to, Set.of(mentioned)));
    }

    @Test
    @Tag("R10")
    default void fellowsMeetInGroupsAndInChannelsWithTheStaff() {
        UserId person = user();
        UserId fellow = user();
        UserId owner = user();
        UserId subscriber = user();
        UserId counterpart = user();
        group(person, fellow);
        inTransaction(() -> store().chat().chats().add(newChat(ChatType.CHANNEL, owner, NOW, person, subscriber)));
        privateChat(person, counterpart);
        Set<UserId> all = Set.of(person, fellow, owner, subscriber, counterpart);

        assertThat(audience().fellows(person, all)).containsExactlyInAnyOrder(fellow, owner);
        assertThat(audience().fellows(owner, all)).containsExactlyInAnyOrder(person, subscriber);
        assertThat(audience().counterparts(person, all)).containsExactly(counterpart);
        assertThat(audience().fellows(person, Set.of(owner))).containsExactly(owner);
    }

    @Test
    @Tag("M11")
    @Tag("R4")
    default void reactionsAreSeenByEachWhoSeesTheMessage() {
        UserId sender = user();
        UserId reacting = user();
        UserId hiding = user();
        ChatId chat = group(sender, reacting, hiding);
        MessageId message = send(chat, sender, "Hello");
        Emoji thumb = new Emoji("\uD83D\uDC4D");
        assertThat(store().message().reactions().seenBy(chat, message, Set.of(sender)))
                .as("none yet")
                .isEqualTo(Map.of(sender, List.of()));
        inTransaction(() -> {
            store().message().changes().hide(chat, message, hiding);
            return store().message().reactions().toggle(chat, message, reacting, thumb, NOW);
        });

        assertThat(store().message().reactions().seenBy(chat, message, Set.of(sender, reacting, hiding, user())))
                .isEqualTo(Map.of(
                        sender, List.of(new ReactionView(thumb, 1, false)),
                        reacting, List.of(new ReactionView(thumb, 1, true))));
    }

    @Test
    @Tag("U3")
    @Tag("R10")
    default void aPersonIsSeenByEachAsTheyKnowEachOther() {
        UserId person = user();
        UserId contact = user();
        UserId blocked = user();
        inTransaction(() -> {
            store().people().contacts().add(person, contact, NOW);
            store().people().blocks().add(person, blocked, NOW);
            return true;
        });

        Map<UserId, KnownPerson> seen = store().people().profiles().seenBy(Set.of(person, contact, blocked), person);

        assertThat(seen.get(person).acquaintance().relationship()).isEqualTo(Relationship.SELF);
        assertThat(seen.get(contact).acquaintance().relationship()).isEqualTo(Relationship.CONTACT);
        assertThat(seen.get(blocked).acquaintance().relationship()).isEqualTo(Relationship.BLOCKED);
        assertThat(seen.get(contact).profile().id()).isEqualTo(person);
        assertThat(seen).hasSize(3);
    }

    @Test
    @Tag("M6")
    default void anEditSaysWhetherItMentionsOthersThanBefore() {
        UserId sender = user();
        UserId mentioned = user();
        ChatId chat = group(sender, mentioned);
        String name = store().account()
                .accounts()
                .find(mentioned)
                .orElseThrow()
                .username()
                .value();
        MessageId message = send(chat, sender, "Hello");

        assertThat(edit(message, "Hello there")).isFalse();
        assertThat(edit(message, "Hello @" + name)).isTrue();
        assertThat(edit(message, "Again @" + name)).isFalse();
        assertThat(edit(message, "Nobody")).isTrue();
    }

    private boolean edit(MessageId message, String text) {
        return inTransaction(() -> store().message().changes().edit(message, new MessageText(text), NOW));
    }
}
