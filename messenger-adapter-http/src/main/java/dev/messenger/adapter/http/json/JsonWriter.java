package dev.messenger.adapter.http.json;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes records as JSON: {@code snake_case}, every component present, unset ones {@code null} (rule C1), instants with six
 * fractional digits and {@code Z} (rule C2), enums by their name in lower case. Thread-safe.
 */
public final class JsonWriter {

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(new SnakeCase())
            .addModule(new SimpleModule().addSerializer(new InstantSerializer()).addSerializer(new EnumSerializer()))
            .build();

    /** The JSON text, as UTF-8. */
    public byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /** An array of what was written before. */
    public static byte[] array(List<byte[]> elements) {
        int length = 2 + Math.max(0, elements.size() - 1);
        for (byte[] element : elements) {
            length += element.length;
        }
        byte[] array = new byte[length];
        array[0] = '[';
        int end = 1;
        for (byte[] element : elements) {
            if (end > 1) {
                array[end++] = ',';
            }
            System.arraycopy(element, 0, array, end, element.length);
            end += element.length;
        }
        array[end] = ']';
        return array;
    }

    /** Writes the JSON text, as UTF-8, and leaves the stream open. */
    public void write(Object value, OutputStream out) {
        mapper.writeValue(out, value);
    }

    /**
     * How a moment is written, for the years 0 to 9999. By hand, as a page of messages has a hundred moments: a formatter took an
     * eighth of the server's time for it.
     */
    public static String text(Instant moment) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        byte[] text = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);
        put(text, 3, time.getYear());
        put(text, 6, time.getMonthValue());
        put(text, 9, time.getDayOfMonth());
        put(text, 12, time.getHour());
        put(text, 15, time.getMinute());
        put(text, 18, time.getSecond());
        put(text, 25, time.getNano() / 1_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Writes a number whose last digit is at {@code last}. */
    private static void put(byte[] text, int last, int number) {
        for (int at = last, rest = number; rest > 0; at--, rest /= 10) {
            text[at] += (byte) (rest % 10);
        }
    }

    private static final class SnakeCase extends PropertyNamingStrategies.NamingBase {

        private static final long serialVersionUID = 1L;

        @Override
        public String translate(String propertyName) {
            return Fields.nameOf(propertyName);
        }
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant moment, JsonGenerator out, SerializationContext context) {
            out.writeString(text(moment));
        }
    }

    @SuppressWarnings("rawtypes") // one serializer for every enum
    private static final class EnumSerializer extends StdSerializer<Enum> {

        EnumSerializer() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum constant, JsonGenerator out, SerializationContext context) {
            out.writeString(constant.name().toLowerCase(Locale.ROOT));
        }
    }
}
