package dev.messenger.adapter.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.messenger.domain.shared.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C4")
class JsonReaderTest {

    enum Kind {
        PLAIN_TEXT,
        VOICE
    }

    record Part(String name, long size) {}

    record Everything(
            String text,
            long chatId,
            int small,
            double ratio,
            boolean loud,
            Kind kind,
            List<Long> ids,
            List<@Nullable String> notes,
            Map<String, String> extras,
            Part part,
            List<Part> parts,
            Instant at) {}

    record Optionals(
            @Nullable String text,
            @Nullable Long id,
            @Nullable Integer n,
            @Nullable Boolean b,
            @Nullable Part part) {}

    record Update(Patch<String> name, Patch<@Nullable String> bio, Patch<@Nullable Long> id) {}

    record One(String text) {}

    record Id(long id) {}

    record Small(int n) {}

    record Flag(boolean b) {}

    record Choice(Kind kind) {}

    record Ids(List<Long> ids) {}

    record Nested(Part part) {}

    record Parts(List<Part> parts) {}

    record Extras(Map<String, String> extras) {}

    record At(Instant at) {}

    record Ratio(double ratio) {}

    private final JsonReader reader = new JsonReader();

    private <T extends Record> T read(String json, Class<T> type) {
        try {
            return reader.read(json.getBytes(StandardCharsets.UTF_8), type);
        } catch (MalformedJson malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Test
    void every_shape_is_read() {
        String json = """
                {"text": "да 👍\\n", "chat_id": 9007199254740991, "small": -2147483648, "ratio": 1, "loud": true, "kind": "plain_text",
                 "ids": [1, 2], "notes": ["a", null], "extras": {"Content-Type": "x"}, "part": {"name": "", "size": 0},
                 "parts": [], "at": "2026-03-08T12:00:00+02:00", "unknown": {"deep": [null]}}""";

        assertThat(read(json, Everything.class))
                .isEqualTo(new Everything(
                        "да 👍\n",
                        9007199254740991L,
                        Integer.MIN_VALUE,
                        1.0,
                        true,
                        Kind.PLAIN_TEXT,
                        List.of(1L, 2L),
                        Arrays.asList("a", null),
                        Map.of("Content-Type", "x"),
                        new Part("", 0),
                        List.of(),
                        Instant.parse("2026-03-08T10:00:00Z")));
    }

    @Test
    void optional_fields_may_be_missing_or_null() {
        Optionals nothing = new Optionals(null, null, null, null, null);

        assertThat(read("{}", Optionals.class)).isEqualTo(nothing);
        assertThat(read("{\"text\":null,\"id\":null,\"n\":null,\"b\":null,\"part\":null}", Optionals.class))
                .isEqualTo(nothing);
    }

    @Test
    @Tag("U4")
    void a_patch_knows_absent_from_null() {
        assertThat(read("{}", Update.class)).isEqualTo(new Update(Patch.absent(), Patch.absent(), Patch.absent()));
        assertThat(read("{\"name\":\"n\",\"bio\":null,\"id\":5}", Update.class))
                .isEqualTo(new Update(Patch.of("n"), Patch.of(null), Patch.of(5L)));
        assertInvalid("{\"name\":null}", Update.class, "name: must not be null");
        assertInvalid("{\"name\":5}", Update.class, "name: must be a string, not a whole number");
    }

    @Test
    void a_patch_is_applied() {
        assertThat(Patch.<String>absent().orElse("old")).isEqualTo("old");
        assertThat(Patch.of("new").orElse("old")).isEqualTo("new");
        assertThat(Patch.<@Nullable String>of(null).orElse("old")).isNull();
        assertThat(Patch.of("a").map(String::length)).isEqualTo(Patch.of(1));
        assertThat(Patch.<String>absent().map(String::length)).isEqualTo(Patch.absent());
        assertThat(Patch.of(1).isGiven()).isTrue();
        assertThat(Patch.absent().isGiven()).isFalse();
    }

    private static final Map<String, Class<? extends Record>> TYPES = Map.ofEntries(
            Map.entry("One", One.class),
            Map.entry("Id", Id.class),
            Map.entry("Small", Small.class),
            Map.entry("Flag", Flag.class),
            Map.entry("Choice", Choice.class),
            Map.entry("Ids", Ids.class),
            Map.entry("Nested", Nested.class),
            Map.entry("Parts", Parts.class),
            Map.entry("Extras", Extras.class),
            Map.entry("At", At.class),
            Map.entry("Ratio", Ratio.class));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    One     | {}                               | text: is required
                    One     | {"Text":"a"}                     | text: is required
                    One     | {"text":null}                    | text: must not be null
                    One     | {"text":5}                       | text: must be a string, not a whole number
                    One     | {"text":true}                    | text: must be a string, not true or false
                    One     | {"text":["a"]}                   | text: must be a string, not a list
                    One     | {"text":{"a":1}}                 | text: must be a string, not an object
                    One     | {"text":"a\\u0000b"}             | text: must not contain U+0000
                    One     | {"text":"\\ud800"}               | text: must not contain an unpaired surrogate
                    One     | {"text":"\\udc00\\ud800"}        | text: must not contain an unpaired surrogate
                    Id      | {"id":"5"}                       | id: must be a whole number, not a string
                    Id      | {"id":5.0}                       | id: must be a whole number, not a number with a fraction or an exponent
                    Id      | {"id":1e3}                       | id: must be a whole number, not a number with a fraction or an exponent
                    Id      | {"id":true}                      | id: must be a whole number, not true or false
                    Id      | {"id":""}                        | id: must be a whole number, not a string
                    Id      | {"id":9007199254740992}          | id: must be a whole number from -9007199254740991 to 9007199254740991
                    Id      | {"id":9223372036854775808}       | id: must be a whole number from -9007199254740991 to 9007199254740991
                    Id      | {"id":99999999999999999999999}   | id: must be a whole number from -9007199254740991 to 9007199254740991
                    Small   | {"n":2147483648}                 | n: must be a whole number from -2147483648 to 2147483647
                    Small   | {"n":1.5}                        | n: must be a whole number, not a number with a fraction or an exponent
                    Flag    | {"b":1}                          | b: must be true or false, not a whole number
                    Flag    | {"b":"true"}                     | b: must be true or false, not a string
                    Choice  | {"kind":"song"}                  | kind: must be one of plain_text, voice
                    Choice  | {"kind":"VOICE"}                 | kind: must be one of plain_text, voice
                    Choice  | {"kind":0}                       | kind: must be one of plain_text, voice, not a whole number
                    Ids     | {"ids":5}                        | ids: must be a list, not a whole number
                    Ids     | {"ids":[1,null]}                 | ids[1]: must not be null
                    Ids     | {"ids":[1,"2"]}                  | ids[1]: must be a whole number, not a string
                    Nested  | {"part":[]}                      | part: must be an object, not a list
                    Nested  | {"part":{"name":"a"}}            | part.size: is required
                    Parts   | {"parts":[{"name":1,"size":1}]}  | parts[0].name: must be a string, not a whole number
                    Extras  | {"extras":{"a":1}}               | extras.a: must be a string, not a whole number
                    Extras  | {"extras":{"a\\u0000":"b"}}      | extras: must not have a key with U+0000 or an unpaired surrogate
                    At      | {"at":"yesterday"}               | at: must be a time such as "2026-03-08T10:00:00.000000Z"
                    At      | {"at":1772964000}                | at: must be a time such as "2026-03-08T10:00:00.000000Z", not a whole number
                    Ratio   | {"ratio":"1"}                    | ratio: must be a number, not a string
                    Ratio   | {"ratio":1e999}                  | ratio: must be a number, not a number with a fraction or an exponent
                    """)
    void a_value_of_the_wrong_shape_is_refused_by_name(String type, String json, String message) {
        assertInvalid(json, TYPES.get(type), message);
    }

    private void assertInvalid(String json, Class<? extends Record> type, String message) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> read(json, type))
                .withMessage(message)
                .satisfies(invalid -> assertThat(message).startsWith(invalid.field() + ": "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "5",
                "\"text\"",
                "[]",
                "[{\"text\":\"a\"}]",
                "{",
                "{\"text\":}",
                "{\"text\":\"a\",}",
                "{'text':'a'}",
                "{text:\"a\"}",
                "{\"text\":\"a\"} x",
                "{\"text\":\"a\"}{}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\",\"x\":{\"y\":1,\"y\":2}}",
                "{\"text\":\"a\" /* comment */}",
                "{\"text\":NaN}",
                "{\"text\":01}",
                "{\"text\":\"a\tb\"}",
                "{\"text\":\"\\x\"}",
                "\ufeff{\"text\":\"a\"}",
                "text=a"
            })
    void what_is_no_json_object_is_malformed(String json) {
        assertMalformed(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytes_that_are_no_utf8_are_malformed() {
        assertMalformed(new byte[] {'{', '"', 't', '"', ':', '"', (byte) 0xff, '"', '}'});
        assertMalformed(new byte[] {'{', '"', 't', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'});
        assertMalformed("{\"text\":\"a\"}".getBytes(StandardCharsets.UTF_16));
    }

    @Test
    void depth_and_length_of_numbers_are_bounded() {
        assertMalformed(("{\"text\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        assertMalformed(("{\"a\":" + "{\"a\":".repeat(40) + "1" + "}".repeat(41)).getBytes(StandardCharsets.UTF_8));
        assertMalformed(("{\"id\":" + "9".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8));
        assertMalformed(("{\"id\":1e" + "9".repeat(100) + "}").getBytes(StandardCharsets.UTF_8));
    }

    private void assertMalformed(byte[] body) {
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> reader.read(body, One.class))
                .satisfies(malformed -> assertThat(malformed.getMessage())
                        .startsWith("The body ")
                        .doesNotContain("jackson", "Exception", "JsonToken"));
    }
}
