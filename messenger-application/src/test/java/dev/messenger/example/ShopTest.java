package dev.messenger.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example of the documentation runs, and is the one that the documentation shows. */
class ShopTest {

    @Test
    void runs() {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Shop.main(new String[0]);
        } finally {
            System.setOut(console);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "1 unread for Carla",
                        "  me: The green one, please.",
                        "them: Green it is. It leaves today.",
                        "2 messages sent in all chats");
    }

    @Test
    void isWhatTheDocumentationShows() throws IOException {
        String code = Files.readString(Path.of("src/test/java/dev/messenger/example/Shop.java"));
        String shown = code.substring(code.indexOf("/** A shop"));

        assertThat(Files.readString(Path.of("../docs/embedding.md"))).contains("```java\n" + shown + "```");
    }
}
