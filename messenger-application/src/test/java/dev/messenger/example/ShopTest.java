package dev.messenger.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The examples of the documentation run, and print what it says. */
class ShopTest {

    private static final Path DOCUMENTATION = Path.of("../docs/embedding.md");

    @FunctionalInterface
    interface Program {

        void run(String[] arguments) throws InterruptedException;
    }

    @Test
    void theShopRuns() throws IOException, InterruptedException {
        assertThat(printedBy(Shop::main)).isEqualTo("""
                        1 unread for Carla
                          me: The green one, please.
                        them: Green it is. It leaves today.
                        Pete got a picture of 3 bytes
                        May Pete edit what Carla wrote? false
                        2 messages sent in all chats
                        """);
        assertThat(Files.readString(DOCUMENTATION)).contains("```\n" + printedBy(Shop::main) + "```");
    }

    @Test
    void tenLinesAreEnough() throws InterruptedException {
        assertThat(printedBy(TenLines::main)).isEqualTo("The green one, please.\n");
    }

    private static String printedBy(Program program) throws InterruptedException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.run(new String[0]);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
