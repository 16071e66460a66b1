package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two-factor authentication (rules A3, A9). */
class TwoFactorIT {

    private final TestServer server = TestServer.shared();
    private final Person ann = server.person();

    @Test
    @Tag("A9")
    void setupAloneChangesNothing() {
        JsonNode proposal = setup();

        assertThat(proposal.get("secret").asString()).matches("[A-Z2-7]{32}");
        assertThat(proposal.get("otpauth_url").asString())
                .startsWith("otpauth://totp/")
                .contains("secret=" + proposal.get("secret").asString());
        assertThat(setup().get("secret")).isNotEqualTo(proposal.get("secret"));
        login(null, null).expect(200);
        assertThat(twoFactorEnabled()).isFalse();
    }

    @Test
    @Tag("A3")
    @Tag("A9")
    void signingInAsksForACodeThatWorksOnce() {
        String secret = setup().get("secret").asString();
        assertThat(enable("000000").expect(422).code()).isEqualTo("otp_invalid");
        JsonNode enabled = enable(Totp.code(secret, 0)).expect(200).json();

        assertThat(enabled.get("message").asString()).isNotEmpty();
        assertThat(enabled.get("recovery_codes").values()).hasSize(10).doesNotHaveDuplicates();
        assertThat(twoFactorEnabled()).isTrue();
        assertThat(login(null, null).expect(401).code()).isEqualTo("otp_required");
        assertThat(login("000000", null).expect(401).code()).isEqualTo("otp_invalid");
        String next = Totp.code(secret, 1);
        login(next, null).expect(200);
        assertThat(login(next, null).expect(401).code())
                .as("a code that was accepted once")
                .isEqualTo("otp_invalid");
    }

    @Test
    @Tag("A3")
    void aCodeMayBeTypedInGroups() {
        String secret = setup().get("secret").asString();
        enable(Totp.code(secret, -1)).expect(200);
        String code = Totp.code(secret, 0);

        login(" " + code.substring(0, 3) + "\u00a0" + code.substring(3) + " ", null)
                .expect(200);
    }

    @Test
    @Tag("A9")
    void ofManySignInsWithOneCodeOnePasses() {
        String secret = setup().get("secret").asString();
        enable(Totp.code(secret, -1)).expect(200);
        String code = Totp.code(secret, 0);
        List<Integer> answers = Together.succeed(4, number -> login(code, null).status());

        assertThat(answers).containsOnly(200, 401).containsOnlyOnce(200);
    }

    @Test
    @Tag("A9")
    void enablingTwiceAtOnceSucceedsOnce() {
        String secret = setup().get("secret").asString();
        String code = Totp.code(secret, 0);
        List<Integer> answers = Together.succeed(4, number -> enable(code).status());

        assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @Test
    @Tag("A14")
    void theCodeThatSwitchedItOnIsUsedUp() {
        String secret = setup().get("secret").asString();
        String code = Totp.code(secret, 0);
        String recovery =
                enable(code).expect(200).json().get("recovery_codes").get(0).asString();

        assertThat(login(code, null).expect(401).code()).isEqualTo("otp_invalid");
        login(null, recovery.replace("-", "").toUpperCase(java.util.Locale.ROOT))
                .expect(200);
    }

    @Test
    @Tag("A9")
    void aRecoveryCodeStandsInForTheAppOnce() {
        String secret = setup().get("secret").asString();
        JsonNode codes = enable(Totp.code(secret, 0)).expect(200).json().get("recovery_codes");
        String first = codes.get(0).asString();

        login(null, first).expect(200);
        login(null, first).expect(401);
        login(null, "abcd-efgh-ijkl-mnop").expect(401);
        JsonNode renewed = ann.api()
                .post("/api/v1/auth/2fa/recovery-codes", Map.of("code", Totp.code(secret, 1)))
                .expect(200)
                .json()
                .get("recovery_codes");
        login(null, codes.get(1).asString()).expect(401);
        disable(renewed.get(0).asString()).expect(200);
        login(null, null).expect(200);
    }

    @Test
    @Tag("A9")
    void whatDoesNotFitTheStateIsAConflict() {
        assertThat(disable("000000").expect(409).code()).isEqualTo("twofa_disabled");
        enable("000000").expect(422);
        String secret = setup().get("secret").asString();
        enable(Totp.code(secret, 0)).expect(200);

        assertThat(ann.api().post("/api/v1/auth/2fa/setup").expect(409).code()).isEqualTo("twofa_enabled");
        enable(Totp.code(secret, 1)).expect(409);
        assertThat(disable("000000").expect(422).code()).isEqualTo("otp_invalid");
        disable(Totp.code(secret, 1)).expect(200);
        disable(Totp.code(secret, 1)).expect(409);
    }

    @Test
    @Tag("U6")
    void othersDoNotLearnOfIt() {
        String secret = setup().get("secret").asString();
        enable(Totp.code(secret, 0)).expect(200);
        Person other = server.person();

        assertThat(other.api()
                        .get("/api/v1/users/" + ann.id())
                        .expect(200)
                        .json()
                        .get("twofa_enabled")
                        .asBoolean())
                .isFalse();
        assertThat(ann.api().get("/api/v1/users/me").json().get("twofa_enabled").asBoolean())
                .isTrue();
    }

    private JsonNode setup() {
        return ann.api().post("/api/v1/auth/2fa/setup").expect(200).json();
    }

    private Api.Response enable(String code) {
        return ann.api().post("/api/v1/auth/2fa/enable", Map.of("code", code));
    }

    private Api.Response disable(String code) {
        return ann.api().post("/api/v1/auth/2fa/disable", Map.of("code", code));
    }

    private Api.Response login(@Nullable String otp, @Nullable String recovery) {
        Map<String, String> body = new HashMap<>(Map.of("email", ann.email(), "password", ann.password()));
        if (otp != null) {
            body.put("otp_code", otp);
        }
        if (recovery != null) {
            body.put("recovery_code", recovery);
        }
        return server.api().post("/api/v1/auth/login", body);
    }

    private boolean twoFactorEnabled() {
        return ann.api()
                .get("/api/v1/auth/me")
                .expect(200)
                .json()
                .get("twofa_enabled")
                .asBoolean();
    }
}
