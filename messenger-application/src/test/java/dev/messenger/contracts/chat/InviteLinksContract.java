package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.InviteLinks;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invite links (rule H8). */
@Tag("H8")
@PortContract(InviteLinks.class)
public interface InviteLinksContract extends StoreContract {

    @Test
    default void aChatHasNoLinkAtFirst() {
        assertThat(links().tokenOf(group(user()))).isEmpty();
        assertThat(links().tokenOf(ChatsContract.NOWHERE)).isEmpty();
        assertThat(links().chatOf(Unique.name("token"))).as("an unknown token").isEmpty();
    }

    @Test
    default void aLinkLeadsToItsChat() {
        ChatId chat = group(user());
        ChatId other = group(user());
        String token = add(chat);
        String otherToken = add(other);

        assertThat(links().tokenOf(chat)).contains(token);
        assertThat(links().chatOf(token)).contains(chat);
        assertThat(links().chatOf(otherToken)).contains(other);
    }

    @Test
    default void tokensDifferByLetterCase() {
        ChatId chat = group(user());
        store().transactions().run(() -> links().add(chat, "Aa" + Unique.name("t")));
        String token = links().tokenOf(chat).orElseThrow();

        assertThat(links().chatOf("aA" + token.substring(2))).isEmpty();
    }

    @Test
    default void aRevokedLinkLeadsNowhere() {
        ChatId chat = group(user());
        String token = add(chat);
        revoke(chat);
        assertThat(links().chatOf(token)).isEmpty();
        assertThat(links().tokenOf(chat)).isEmpty();

        String next = add(chat);
        assertThat(links().chatOf(token))
                .as("the old one, with a new one there")
                .isEmpty();
        assertThat(links().chatOf(next)).contains(chat);
    }

    @Test
    default void revokingWhatIsNotThereDoesNothing() {
        ChatId chat = group(user());
        ChatId other = group(user());
        String token = add(other);
        revoke(chat);
        revoke(chat);

        assertThat(links().chatOf(token)).as("another chat's link").contains(other);
    }

    @Test
    default void goesWithItsChat() {
        ChatId chat = group(user());
        String token = add(chat);
        store().transactions().run(() -> store().chat().chats().remove(chat, NOW));

        assertThat(links().chatOf(token)).isEmpty();
    }

    @Test
    default void underTheLockOfTheChatThereIsNeverASecondOne() {
        UserId owner = user();
        ChatId chat = group(owner);
        List<String> tokens = Together.succeed(
                8,
                number -> inTransaction(() -> {
                    store().chat().chats().lock(chat, owner);
                    return links().tokenOf(chat).orElseGet(() -> {
                        String token = Unique.name("token");
                        links().add(chat, token);
                        return token;
                    });
                }));

        assertThat(tokens).as("8 at once get the same link").containsOnly(tokens.getFirst());
        assertThat(links().tokenOf(chat)).contains(tokens.getFirst());
    }

    @Test
    default void aRollbackMakesAndRevokesNothing() {
        ChatId chat = group(user());
        ChatId other = group(user());
        String token = add(chat);
        rolledBack(() -> {
            links().revoke(chat);
            links().add(other, Unique.name("token"));
        });

        assertThat(links().chatOf(token)).contains(chat);
        assertThat(links().tokenOf(other)).isEmpty();
    }

    private String add(ChatId chat) {
        String token = Unique.name("token");
        store().transactions().run(() -> links().add(chat, token));
        return token;
    }

    private void revoke(ChatId chat) {
        store().transactions().run(() -> links().revoke(chat));
    }

    private InviteLinks links() {
        return store().chat().inviteLinks();
    }
}
