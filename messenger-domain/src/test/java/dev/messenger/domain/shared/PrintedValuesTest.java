package dev.messenger.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.people.Bio;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How values look in logs and messages: as their text, unless they are secrets. */
class PrintedValuesTest {

    @Test
    void aValueIsPrintedAsItsText() {
        UUID session = new UUID(1, 2);
        ObjectKey key = ObjectKey.upload("abcdefghijklmnop", MediaType.PNG);
        Map<Object, String> printed = Map.ofEntries(
                Map.entry(new Email("ann@example.com"), "ann@example.com"),
                Map.entry(new Username("ann"), "ann"),
                Map.entry(new DisplayName("Ann"), "Ann"),
                Map.entry(new SessionId(session), session.toString()),
                Map.entry(new Title("Garden"), "Garden"),
                Map.entry(new Description("About"), "About"),
                Map.entry(new Handle("garden"), "garden"),
                Map.entry(new Bio("Hello"), "Hello"),
                Map.entry(new MessageText("Hi"), "Hi"),
                Map.entry(new ClientMessageId("c-1"), "c-1"),
                Map.entry(new Emoji("👍"), "👍"),
                Map.entry(key, "uploads/abcdefghijklmnop.png"));

        printed.forEach((value, text) -> assertThat(value).hasToString(text));
    }

    @Test
    @Tag("A10")
    void aSecretIsNeverPrinted() {
        assertThat(new Password("correct horse")).hasToString("Password[hidden]");
        assertThat(new PasswordHash("$argon2id$v=19$…")).hasToString("PasswordHash[hidden]");
    }
}
