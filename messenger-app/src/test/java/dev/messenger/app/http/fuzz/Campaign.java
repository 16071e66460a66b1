package dev.messenger.app.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.messenger.app.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.LoggerFactory;

/**
 * Runs a fuzzer in several threads, each with random numbers of its own. {@code -Dfuzz.seed=7 -Dfuzz.requests=100000} is another and
 * longer run.
 */
final class Campaign {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_130);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 10_000);
    private static final int THREADS = 6;

    private Campaign() {}

    /** A server without limits on what a client may send in a minute. */
    static TestServer server() {
        return TestServer.start(Map.of(
                "READ_RATE_LIMIT_PER_MINUTE",
                "0",
                "WRITE_RATE_LIMIT_PER_MINUTE",
                "0",
                "ANONYMOUS_RATE_LIMIT_PER_MINUTE",
                "0"));
    }

    /** One thread of a fuzzer: sends so many requests, and throws at the first wrong response. */
    interface Fuzzer {
        void run(SplittableRandom random, int requests) throws Exception;
    }

    /** Runs to the end or to the first wrong response, and fails when the server logged an error. */
    static void run(Fuzzer fuzzer) throws InterruptedException {
        try (Errors errors = new Errors();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> runs = new ArrayList<>();
            SplittableRandom seeds = new SplittableRandom(SEED);
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom random = seeds.split();
                runs.add(threads.submit(() -> {
                    fuzzer.run(random, REQUESTS / THREADS + 1);
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                try {
                    run.get();
                } catch (ExecutionException wrong) {
                    threads.shutdownNow();
                    fail("with -Dfuzz.seed=" + SEED + ": " + wrong.getCause(), wrong.getCause());
                }
            }
            assertThat(errors.logged)
                    .as("errors in the log, with -Dfuzz.seed=" + SEED)
                    .isEmpty();
        }
    }

    /** The errors that the server, which runs in this process, writes to the log. */
    private static final class Errors extends AppenderBase<ILoggingEvent> implements AutoCloseable {

        private final Queue<String> logged = new ConcurrentLinkedQueue<>();
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

        Errors() {
            setContext(root.getLoggerContext());
            start();
            root.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                logged.add(event.getFormattedMessage());
            }
        }

        @Override
        public void close() {
            root.detachAppender(this);
        }
    }
}
