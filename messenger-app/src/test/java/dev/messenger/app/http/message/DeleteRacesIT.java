package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import dev.messenger.contracts.shared.Together;
import dev.messenger.testing.Sql;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** Deleting a message for all while others change or use it (rule M8). */
@Tag("M8")
class DeleteRacesIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private static Sql sql;
    private static TestServer server;
    private static Person anna;
    private static Person boris;

    @BeforeAll
    static void start() {
        Map<String, String> services = TestServer.freshServices();
        sql = new Sql(services.get("DATABASE_URL"));
        server = TestServer.start(services, Map.of());
        anna = server.person();
        boris = server.person();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @RepeatedTest(20)
    @Tag("D2")
    @Tag("M7")
    @Tag("M11")
    void whateverIsDoneToItGoesWithIt() {
        long chat = Talk.group(anna, boris);
        long message = anna.send(chat, "Hello @" + boris.username());
        Uploading picture = Uploading.done(anna, "image/png", PICTURE);
        List<IntSupplier> deeds = List.of(
                () -> picture.attachTo(message).status(),
                () -> Talk.edit(anna, message, "Hi @" + boris.username()).status(),
                () -> Talk.react(boris, message, "👍").status(),
                () -> Talk.forward(boris, message, chat, true).status(),
                () -> Talk.delete(anna, message, true).expect(204).status());
        List<Integer> answers =
                Together.succeed(deeds.size(), number -> deeds.get(number).getAsInt());

        assertThat(answers.subList(0, 4)).as("before it, or too late").isSubsetOf(200, 201, 404);
        for (String table : List.of("attachments", "reactions", "reaction_counts", "message_mentions")) {
            assertThat(sql.number("select count(*) from " + table + " where message_id = " + message))
                    .as(table)
                    .isZero();
        }
        assertThat(sql.number("select count(*) from messages where text is null and id = " + message))
                .isEqualTo(1);
    }
}
