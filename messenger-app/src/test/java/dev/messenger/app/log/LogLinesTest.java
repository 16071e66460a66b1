package dev.messenger.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as the server configures it, whatever is logged. */
@Tag("C21")
class LogLinesTest {

    private static final String FORGED = "12:00:00.000 INFO  http  an-id  DELETE /api/v1/users/me 200 1 ms";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "\n",
                "\r",
                "\u000b",
                "\f",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u001b[1A\u001b[2K",
                "\u009b2K",
                "\b"
            })
    void aMessageAnArgumentAndAnIdStayOnTheirLine(String separator) {
        List<String> lines = lines("told " + separator + FORGED, "id" + separator + FORGED, null);

        assertThat(lines)
                .singleElement()
                .asString()
                .contains("told \\u", FORGED)
                .doesNotContain(separator);
    }

    @Test
    void theMessagesOfAStackTraceStayOnTheirLines() {
        RuntimeException failure =
                new IllegalStateException("outer\n" + FORGED, new IllegalArgumentException("inner\r\n" + FORGED));
        failure.addSuppressed(new IllegalArgumentException("aside\u2028" + FORGED));

        List<String> lines = lines("failed", "id", failure);

        assertThat(lines)
                .hasSizeGreaterThan(5)
                .noneMatch(line -> line.startsWith(FORGED))
                .anyMatch(line -> line.startsWith("java.lang.IllegalStateException: outer\\u000a"))
                .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalArgumentException: inner\\u000d\\u000a"))
                .anyMatch(line -> line.contains("Suppressed: java.lang.IllegalArgumentException: aside\\u2028"))
                .anyMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void marksThatReorderWhatIsReadAreEscapedAndLanguagesAreNot() {
        assertThat(lines("Ünïcödé 漢字 👍 \u202etxt.exe\u2066\u200b\ufeff", "id", null))
                .singleElement()
                .asString()
                .endsWith("id Ünïcödé 漢字 👍 \\u202etxt.exe\\u2066\\u200b\\ufeff");
    }

    private static List<String> lines(String message, String requestId, @Nullable Throwable failure) {
        LoggerContext context = new LoggerContext();
        try {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
            Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            LoggingEvent event = new LoggingEvent("", root, Level.INFO, message, failure, null);
            event.setMDCPropertyMap(Map.of("request_id", requestId));
            ConsoleAppender<ILoggingEvent> out = (ConsoleAppender<ILoggingEvent>) root.getAppender("out");
            return new String(out.getEncoder().encode(event), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (JoranException broken) {
            throw new IllegalStateException(broken);
        } finally {
            context.stop();
        }
    }
}
