package dev.messenger.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of {@code docs/operations.md}, the variables that the server reads, and what it says of others are the same. */
@Tag("O9")
class VariablesTest {

    /** Read by the launcher. */
    private static final String OF_THE_LAUNCHER = "JAVA_OPTS";

    private static final String SECRET = "a secret for tests alone, of more than 32 bytes";

    @Test
    void everyVariableThatIsReadIsDocumentedAndTheOtherWayRound() {
        Set<String> read = new TreeSet<>();
        Configuration.read(new HashMap<>(everything()) {
            private static final long serialVersionUID = 1L;

            @Override
            public String get(Object name) {
                read.add((String) name);
                return super.get(name);
            }
        });
        Set<String> documented = Variables.documented().stream()
                .flatMap(row -> row.names().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented.remove(OF_THE_LAUNCHER)).isTrue();
        assertThat(documented).hasSizeGreaterThan(30).isEqualTo(read);
    }

    @Test
    void theDocumentedDefaultsAreTheDefaults() {
        Map<String, String> defaults = new TreeMap<>();
        for (Variables.Row row : Variables.documented()) {
            List<String> values = List.of(row.defaults().split(", "));
            if (values.size() == row.names().size()) {
                for (int i = 0; i < values.size(); i++) {
                    if (!values.get(i).matches("none||.* .*")) {
                        defaults.put(row.names().get(i), values.get(i));
                    }
                }
            }
        }

        assertThat(defaults).containsEntry("HTTP_PORT", "8080").hasSizeGreaterThan(20);
        assertThat(Configuration.read(defaults)).usingRecursiveComparison().isEqualTo(Configuration.read(Map.of()));
    }

    @Test
    void theHelpListsAllOfThem() {
        assertThat(Variables.help())
                .contains("HTTP_HOST, HTTP_PORT (0.0.0.0, 8080)", "where the server listens", "JAVA_OPTS")
                .doesNotContain("`", "](");
    }

    @ParameterizedTest
    @CsvSource({
        "SMPT_HOST, SMTP_HOST",
        "HTTP_PROT, HTTP_PORT",
        "http_port, HTTP_PORT",
        "S3_ACESS_KEY, S3_ACCESS_KEY",
        "S3_ENDPOINT, S3_ENDPOINT_URL",
        "DATADIR, DATA_DIR",
        "JWT_SECRET_PREVIUOS, JWT_SECRET_PREVIOUS",
        "MAX_UPLOAD_SIZE_BYTE, MAX_UPLOAD_SIZE_BYTES",
        "MESSENGER_HTTP_PORT, HTTP_PORT",
        "CORS_ALLOWED_ORIGIN, CORS_ALLOWED_ORIGINS",
        "DATABASE_PORT, DATABASE_URL",
        "FRONTEND_ADDRESS, FRONTEND_URL"
    })
    void aMisspelledVariableIsNamedWithTheOneThatIsMeant(String name, String meant) {
        assertThat(Variables.unknown(Map.of(name, "hunter2")))
                .singleElement()
                .asString()
                .contains(name + ";", meant + ".")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "LANG",
                "LOGNAME",
                "JAVA_HOME",
                "JAVA_TOOL_OPTIONS",
                "MAVEN_OPTS",
                "HTTP_PROXY",
                "http_proxy",
                "LOG_DIR",
                "MAX_OPEN_FILES",
                "REDIS_SERVICE_HOST",
                "REDIS_SERVICE_PORT_REDIS",
                "REDIS_PORT_6379_TCP_ADDR",
                "HTTP_PORT",
                "TEST_DATABASE_URL",
                "TERM",
                "PWD",
                "SHLVL",
                "_"
            })
    void variablesOfOthersAreNoMistakes(String name) {
        assertThat(Variables.unknown(Map.of(name, "8080"))).isEmpty();
    }

    @Test
    void whatAnOrchestratorSetsForAServiceIsNoMistake() {
        assertThat(Variables.unknown(Map.of("REDIS_PORT", "tcp://10.0.0.1:6379")))
                .isEmpty();
    }

    /** Values with which the server reads every variable that it knows. */
    private static Map<String, String> everything() {
        return Map.of(
                "DATABASE_URL", "postgresql://someone:secret@localhost/messenger",
                "S3_ENDPOINT_URL", "http://localhost:9000",
                "S3_ACCESS_KEY", "key",
                "S3_SECRET_KEY", "secret",
                "SMTP_HOST", "localhost",
                "SMTP_USERNAME", "someone",
                "SMTP_PASSWORD", "secret",
                "JWT_SECRET", SECRET,
                "SECRETS_KEY", SECRET);
    }
}
