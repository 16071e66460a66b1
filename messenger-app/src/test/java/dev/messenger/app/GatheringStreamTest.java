package dev.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringStreamTest {

    private final Written written = new Written();
    private final GatheringStream stream = new GatheringStream(written);
    private final PrintStream out = new PrintStream(stream, false, StandardCharsets.UTF_8);

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void whatComesAloneIsWrittenBeforeTheWriterGoesOn() {
        line("first");

        assertThat(written.pieces).containsExactly("first\n");
    }

    @Test
    void whatComesTogetherIsWrittenTogetherAndInOrder() {
        List<String> lines =
                IntStream.range(0, 1000).mapToObj(number -> "line " + number).toList();
        for (String line : lines) {
            line(line);
        }

        await().untilAsserted(() -> assertThat(written.lines()).isEqualTo(lines));
        assertThat(written.pieces).hasSizeLessThan(lines.size());
    }

    @Test
    void noLineIsLostOrTornWhenManyWriteMoreThanFits() {
        String padding = ".".repeat(1000);
        List<String> lines = IntStream.range(0, 400)
                .mapToObj(number -> number + padding)
                .sorted()
                .toList();

        CompletableFuture.allOf(lines.stream()
                        .map(line -> CompletableFuture.runAsync(() -> line(line)))
                        .toArray(CompletableFuture[]::new))
                .join();
        stream.close();

        assertThat(written.lines()).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(written.pieces)
                .allSatisfy(piece -> assertThat(piece.length()).isLessThan(GatheringStream.MAX_BYTES + 2000));
    }

    @Test
    void closingWritesTheRestAndWhatComesLaterIsWrittenAtOnce() {
        line("one");
        line("two");
        stream.close();
        assertThat(written.lines()).containsExactly("one", "two");

        line("three");
        line("four");

        assertThat(written.lines()).containsExactly("one", "two", "three", "four");
    }

    @Test
    void whenNobodyReadsForAWhileItGoesOnAfterwards() {
        line("one");
        written.broken = true;
        line("two");
        await().until(() -> written.refused);

        written.broken = false;

        line("three");
        await().untilAsserted(() -> assertThat(written.lines()).containsExactly("one", "three"));
    }

    private void line(String text) {
        out.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps what was written, call by call. */
    private static final class Written extends OutputStream {

        private final List<String> pieces = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean broken;
        private volatile boolean refused;

        @Override
        public void write(int single) {
            throw new UnsupportedOperationException("one call for each byte");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (broken) {
                refused = true;
                throw new IOException("nobody reads");
            }
            pieces.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        List<String> lines() {
            return String.join("", pieces).lines().toList();
        }
    }
}
