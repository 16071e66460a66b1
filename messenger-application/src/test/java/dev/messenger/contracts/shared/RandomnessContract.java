package dev.messenger.contracts.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.shared.port.Randomness;
import dev.messenger.contracts.PortContract;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random values that nobody can guess. */
@PortContract(Randomness.class)
public interface RandomnessContract {

    /** The randomness under test. */
    Randomness randomness();

    @Test
    default void drawsFromTheAlphabetAlone() {
        assertThat(randomness().text(1_000, "ab1")).as("length and alphabet").matches("[ab1]{1000}");
    }

    @Test
    default void drawsNothingWhenAskedForNothing() {
        assertThat(randomness().text(0, "ab")).isEmpty();
    }

    @Test
    default void drawsEvenly() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        int draws = 36_000;
        int[] counts = new int[128];
        randomness().text(draws, alphabet).chars().forEach(c -> counts[c]++);

        // each letter is expected 1,000 times with a standard deviation of 31: seven of them are never seen by chance
        for (int i = 0; i < alphabet.length(); i++) {
            char letter = alphabet.charAt(i);
            assertThat(counts[letter])
                    .as("how often of %d '%s' was drawn", draws, letter)
                    .isBetween(780, 1_220);
        }
    }

    @Test
    default void makesVersionFourUuids() {
        UUID uuid = randomness().uuid();

        assertThat(uuid.version()).as("version").isEqualTo(4);
        assertThat(uuid.variant()).as("variant").isEqualTo(2);
    }

    @Test
    default void makesTokensForLinks() {
        assertThat(randomness().token()).as("256 bits that need no escaping").matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    default void neverRepeatsItselfAlsoInManyThreads() {
        List<List<Object>> drawn = Together.succeed(
                8,
                number -> IntStream.range(0, 500)
                        .<Object>mapToObj(i ->
                                i % 2 == 0 ? randomness().token() : randomness().uuid())
                        .toList());

        Set<Object> distinct = new HashSet<>();
        drawn.forEach(distinct::addAll);
        assertThat(distinct).as("4,000 draws of 8 threads are all different").hasSize(4_000);
    }
}
