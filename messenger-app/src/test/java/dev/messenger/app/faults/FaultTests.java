package dev.messenger.app.faults;

import dev.messenger.testing.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs the faults one after the other, each on a fresh server, and prints the table; see {@code docs/operations.md}. */
public final class FaultTests {

    private FaultTests() {}

    /**
     * Ends with status 1 when a message was lost or doubled, a client's copy differs, a response was 500, or a server did not recover.
     *
     * @param arguments see {@link Options}
     */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        List<Fault> faults = Catalogue.faults().stream()
                .filter(fault -> fault.name().contains(options.only()))
                .toList();
        Files.createDirectories(options.output());
        StringBuilder table = new StringBuilder(Outcome.HEAD).append('\n');
        System.out.println(Outcome.HEAD);
        boolean allGood = !faults.isEmpty();
        for (Fault fault : faults) {
            String row;
            try {
                Outcome outcome = run(fault, options);
                row = outcome.row();
                allGood &= outcome.isGood();
            } catch (RuntimeException | AssertionError e) {
                row = "| " + fault.name() + " | FAILED: " + e.getMessage() + " | | | | | | |";
                allGood = false;
            }
            System.out.println(row);
            table.append(row).append('\n');
            Files.writeString(options.output().resolve("report.md"), table);
        }
        System.exit(allGood ? 0 : 1);
    }

    private static Outcome run(Fault fault, Options options) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("messenger-fault-");
        try (Site site = fault.setting().open(folder)) {
            try (Trial trial = new Trial(fault, site)) {
                return trial.run(options.writers(), Duration.ofSeconds(options.seconds()));
            } finally {
                Files.writeString(options.output().resolve(fault.name() + ".log"), site.output());
            }
        } finally {
            Folders.delete(folder);
        }
    }
}
