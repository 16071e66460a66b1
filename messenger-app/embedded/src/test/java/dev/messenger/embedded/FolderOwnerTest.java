package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root keeps off the data of another user. */
@Tag("O8")
class FolderOwnerTest {

    private static final int ROOT = 0;
    private static final int SOMEBODY = 4711;

    @TempDir
    private Path folder;

    @Test
    void rootChangesNothingInAFolderOfAnotherUser() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data/postgres/data"));
        Files.writeString(data.resolve("PG_VERSION"), "18\n");
        giveAway(folder.resolve("data"));
        Map<Path, String> before = state();

        assertThatThrownBy(() -> DataFolder.open(folder.resolve("data"), ROOT))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining(folder.toRealPath().resolve("data").toString())
                .message()
                .hasLineCount(1);

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void rootTakesNothingOverInsideOfItsOwnFolder() throws IOException {
        Path postgres = Files.createDirectories(folder.resolve("data/postgres"));
        giveAway(postgres);
        Map<Path, String> before = state();

        assertThatThrownBy(() -> DataFolder.open(folder.resolve("data"), ROOT)).isInstanceOf(ServiceFailure.class);

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void everybodyElseMeetsThePermissionsOfTheSystem() {
        DataFolder.open(folder.resolve("data"), SOMEBODY).close();
    }

    /** Only root can give a file away; the folders of every other user are not root's anyway. */
    private static void giveAway(Path root) throws IOException {
        if (FolderOwner.of(root) == ROOT) {
            for (Path path : Binaries.deepestFirst(root)) {
                Files.setAttribute(path, "unix:uid", SOMEBODY);
            }
        }
    }

    /** Each file with its owner, permissions and time of change. */
    private Map<Path, String> state() throws IOException {
        Map<Path, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                state.put(
                        file, Files.readAttributes(file, "unix:uid,mode,ctime").toString());
            }
        }
        return state;
    }
}
