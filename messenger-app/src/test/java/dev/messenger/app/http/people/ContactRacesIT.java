package dev.messenger.app.http.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** Two devices of one user add a contact and block it at the same time. */
@Tag("U7")
@Tag("U8")
class ContactRacesIT {

    private final TestServer server = TestServer.shared();
    private final Person ann = server.person();
    private final Person bob = server.person();

    @RepeatedTest(20)
    void whoIsBlockedIsNoContactWhateverCameFirst() {
        List<Integer> answers = Together.succeed(5, number -> switch (number) {
            case 0, 1 -> ann.api().post(path("contacts")).status();
            case 2 -> ann.api().post(path("block")).status();
            default ->
                ann.api()
                        .post("/api/v1/users/contacts/by-email", Map.of("email", bob.email()))
                        .status();
        });

        assertThat(answers.subList(0, 2)).isSubsetOf(204, 403);
        assertThat(answers.get(2)).isEqualTo(204);
        assertThat(answers.subList(3, 5)).isSubsetOf(204, 404);
        JsonNode contacts = ann.api().get("/api/v1/users/contacts").expect(200).json();
        assertThat(contacts.values()).isEmpty();
    }

    private String path(String list) {
        return "/api/v1/users/" + bob.id() + "/" + list;
    }
}
