package dev.messenger.app.http.account;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A new {@code JWT_SECRET} while people are signed in (rule A4). */
@Tag("A4")
class SecretRotationIT {

    private static final String OLD = "the old secret, of more than thirty-two bytes";
    private static final String NEW = "the new secret, of more than thirty-two bytes";

    @Test
    void whoIsSignedInStaysSoUntilTheOldSecretIsDropped() {
        Map<String, String> services = TestServer.freshServices();
        JsonNode old;
        try (TestServer before = TestServer.start(services, Map.of("JWT_SECRET", OLD))) {
            Person ann = before.person();
            old = before.api()
                    .post("/api/v1/auth/login", Map.of("email", ann.email(), "password", ann.password()))
                    .expect(200)
                    .json();
        }

        JsonNode fresh;
        try (TestServer rotating = TestServer.start(services, Map.of("JWT_SECRET", NEW, "JWT_SECRET_PREVIOUS", OLD))) {
            me(rotating, old).expect(200);
            fresh = refresh(rotating, old).expect(200).json();
            me(rotating, fresh).expect(200);
        }

        try (TestServer after = TestServer.start(services, Map.of("JWT_SECRET", NEW))) {
            me(after, fresh).expect(200);
            me(after, old).expect(401);
            refresh(after, old).expect(401);
            me(after, fresh).expect(200); // the server did not treat the old refresh token as stolen
            refresh(after, fresh).expect(200);
        }
    }

    private static Api.Response me(TestServer at, JsonNode pair) {
        return at.api().as(pair.get("access_token").asString()).get("/api/v1/auth/me");
    }

    private static Api.Response refresh(TestServer at, JsonNode pair) {
        return at.api()
                .post(
                        "/api/v1/auth/refresh",
                        Map.of("refresh_token", pair.get("refresh_token").asString()));
    }
}
