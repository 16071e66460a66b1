package dev.messenger.adapter.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {

    enum Kind {
        CIRCLE_VIDEO
    }

    record Inner(long userId, @Nullable String displayTitle) {}

    record Outer(
            long id,
            @Nullable String avatarUrl,
            boolean twofaEnabled,
            Kind kind,
            Instant createdAt,
            @Nullable Instant lastSeenAt,
            List<Inner> members,
            Map<String, String> requiredHeaders) {}

    private static String write(Object value) {
        return new String(new JsonWriter().write(value), StandardCharsets.UTF_8);
    }

    @Test
    @Tag("C1")
    void keys_are_snake_case_and_always_there() {
        Outer outer = new Outer(
                9007199254740991L,
                null,
                true,
                Kind.CIRCLE_VIDEO,
                Instant.parse("2026-03-08T10:00:00Z"),
                null,
                List.of(new Inner(2, null)),
                Map.of("Content-Type", "image/jpeg"));

        assertThat(write(outer)).isEqualTo("""
                        {"id":9007199254740991,"avatar_url":null,"twofa_enabled":true,"kind":"circle_video",\
                        "created_at":"2026-03-08T10:00:00.000000Z","last_seen_at":null,\
                        "members":[{"user_id":2,"display_title":null}],"required_headers":{"Content-Type":"image/jpeg"}}""");
    }

    @ParameterizedTest
    @Tag("C2")
    @CsvSource({
        "2026-03-08T10:00:00Z,2026-03-08T10:00:00.000000Z",
        "2026-03-08T10:00:00.1Z,2026-03-08T10:00:00.100000Z",
        "2026-03-08T10:00:00.123456789Z,2026-03-08T10:00:00.123456Z",
        "0001-01-01T00:00:00Z,0001-01-01T00:00:00.000000Z"
    })
    void times_have_six_digits_and_a_z(String moment, String written) {
        assertThat(write(List.of(Instant.parse(moment)))).isEqualTo("[\"" + written + "\"]");
    }

    @Test
    @Tag("C1")
    void text_is_utf8_and_not_escaped_beyond_need() {
        assertThat(write(new Inner(1, "да 👍 </script>")))
                .isEqualTo("{\"user_id\":1,\"display_title\":\"да 👍 </script>\"}");
    }
}
