package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("D8")
class DiskSpaceTest {

    private final AtomicLong free = new AtomicLong(150);
    private final DiskSpace disk = new DiskSpace(free::get, 100);

    @Test
    void thereIsRoomForWhatLeavesTheMinimumFree() {
        assertThat(disk.hasRoom(50)).isTrue();
        assertThat(disk.hasRoom(51)).isFalse();
        free.set(99);
        assertThat(disk.hasRoom(0)).isFalse();
        free.set(1_000);
        assertThat(disk.hasRoom(51)).as("when there is room again").isTrue();
    }

    @Test
    void uploadsThatRunCount() {
        assertThat(disk.reserve(30)).isTrue();
        assertThat(disk.hasRoom(21)).isFalse();
        assertThat(disk.reserve(21)).isFalse();
        assertThat(disk.reserve(20)).as("the refused one took nothing").isTrue();
        disk.release(30);
        assertThat(disk.reserve(30)).isTrue();
        assertThat(disk.reserve(1)).isFalse();
    }

    @Test
    void ofManyAtOnceNoMoreThanFitPass() {
        List<Boolean> reserved = IntStream.range(0, 64)
                .parallel()
                .mapToObj(number -> disk.reserve(10))
                .toList();

        assertThat(reserved).filteredOn(taken -> taken).hasSizeBetween(1, 5);
    }

    @Test
    void asksTheDiskOfAFolder(@TempDir Path folder) throws Exception {
        assertThat(DiskSpace.of(folder, 0).hasRoom(1)).isTrue();
        assertThat(DiskSpace.of(folder, Long.MAX_VALUE / 2).hasRoom(1)).isFalse();
    }
}
