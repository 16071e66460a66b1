package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.Email;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The codes of every authenticator app (rule A9). */
@Tag("A9")
@PortContract(OneTimeCodes.class)
public interface OneTimeCodesContract {

    /** The secret of the test vectors of RFC 6238: the ASCII digits 12345678901234567890. */
    String SECRET_OF_THE_RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /** The last six digits of the SHA-1 vectors in appendix B of RFC 6238, by second since 1970. */
    Map<Long, String> VECTORS_OF_THE_RFC = Map.of(
            59L, "287082",
            1_111_111_109L, "081804",
            1_111_111_111L, "050471",
            1_234_567_890L, "005924",
            2_000_000_000L, "279037",
            20_000_000_000L, "353130");

    /** The codes under test. */
    OneTimeCodes codes();

    @Test
    default void acceptsTheCodesOfTheStandard() {
        VECTORS_OF_THE_RFC.forEach((second, code) -> assertThat(stepOf(code, second))
                .as("the code of RFC 6238 for second %d", second)
                .hasValue(second / OneTimeCodes.STEP_SECONDS));
    }

    @Test
    default void acceptsOneStepEitherSideAndNoOther() {
        long second = 1_234_567_890L;
        String code = "005924";
        long step = second / OneTimeCodes.STEP_SECONDS;

        assertThat(stepOf(code, second - 30)).as("of the next step").hasValue(step);
        assertThat(stepOf(code, second + 30)).as("of the step before").hasValue(step);
        assertThat(stepOf(code, second - 60)).as("two steps early").isEmpty();
        assertThat(stepOf(code, second + 60)).as("two steps late").isEmpty();
    }

    @Test
    default void stepsBeginAtFullHalfMinutes() {
        long start = 41_152_263L * 30; // the step of 1,234,567,890
        assertThat(stepOf("005924", start - 30))
                .as("first second of the step before")
                .hasValue(start / 30);
        assertThat(stepOf("005924", start - 31)).as("a second earlier").isEmpty();
        assertThat(stepOf("005924", start + 59))
                .as("last second of the step after")
                .hasValue(start / 30);
        assertThat(stepOf("005924", start + 60)).as("a second later").isEmpty();
    }

    @Test
    default void refusesWhatIsNoCode() {
        for (String code : List.of(
                "", "0", "00592", "0059240", "5924", "005925", "-05924", "00592a", "٠٠٥٩٢٤", "005924\0", "🔑")) {
            assertThat(stepOf(code, 1_234_567_890L)).as("'%s'", code).isEmpty();
        }
    }

    @Test
    default void refusesTheCodeOfAnotherSecret() {
        assertThat(codes().stepOf("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "005924", Instant.ofEpochSecond(1_234_567_890L)))
                .as("the code belongs to another secret")
                .isEmpty();
    }

    @Test
    default void makesSecretsThatNobodyGuesses() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String secret = codes().newSecret();
            assertThat(secret).as("at least 160 bits in upper-case base32").matches("[A-Z2-7]{32,}");
            secrets.add(secret);
        }
        assertThat(secrets).as("100 secrets are all different").hasSize(100);
    }

    @Test
    default void handsTheSecretOverByAUrl() {
        URI url = codes().url(SECRET_OF_THE_RFC, new Email("ann+x@example.com"));

        assertThat(url.getScheme()).as("scheme").isEqualTo("otpauth");
        assertThat(url.getHost()).as("kind of code").isEqualTo("totp");
        assertThat(url.getPath()).as("label").endsWith("ann+x@example.com");
        assertThat(url.getQuery().split("&"))
                .as("what the app has to know")
                .contains("secret=" + SECRET_OF_THE_RFC)
                .anyMatch(parameter -> parameter.matches("issuer=.+"));
    }

    @Test
    default void worksInManyThreads() {
        List<OptionalLong> steps =
                Together.succeed(8, number -> stepOf(number % 2 == 0 ? "005924" : "005925", 1_234_567_890L));

        assertThat(steps)
                .as("8 threads, every second one with a wrong code")
                .allSatisfy(step -> assertThat(step.isPresent()).isEqualTo(steps.indexOf(step) % 2 == 0));
    }

    private OptionalLong stepOf(String code, long second) {
        return codes().stepOf(SECRET_OF_THE_RFC, code, Instant.ofEpochSecond(second));
    }
}
