package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedSecretsTest {

    @TempDir
    private Path folder;

    @Test
    void aSecretIsMadeOnceAndHasTheSizeAskedFor() {
        String secret = new GeneratedSecrets(folder).getOrCreate("key", 32);

        assertThat(Base64.getUrlDecoder().decode(secret)).hasSize(32);
        assertThat(new GeneratedSecrets(folder).getOrCreate("key", 32)).isEqualTo(secret);
        assertThat(new GeneratedSecrets(folder).getOrCreate("other", 32)).isNotEqualTo(secret);
    }

    @Test
    void threadsThatAskAtOnceGetTheSame() {
        GeneratedSecrets secrets = new GeneratedSecrets(folder);

        assertThat(IntStream.range(0, 16)
                        .mapToObj(number -> CompletableFuture.supplyAsync(() -> secrets.getOrCreate("key", 32)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void whatACrashLeftHalfWrittenIsReplaced() throws Exception {
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/key.new"), "ha");

        assertThat(new GeneratedSecrets(folder).getOrCreate("key", 32)).hasSize(43);
        assertThat(folder.resolve("secrets/key.new")).doesNotExist();
    }

    @Test
    void anEmptySecretIsRefused() throws Exception {
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/key"), "\n");

        assertThatThrownBy(() -> new GeneratedSecrets(folder).getOrCreate("key", 32))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining("secrets/key");
    }

    @Test
    void aSecretThatOthersCouldReadIsClosedToThem() throws Exception {
        Path file = folder.resolve("secrets/key");
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(file, "restored from a backup");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(new GeneratedSecrets(folder).getOrCreate("key", 32)).isEqualTo("restored from a backup");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
