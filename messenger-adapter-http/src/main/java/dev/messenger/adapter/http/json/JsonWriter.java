package dev.messenger.adapter.http.json;

import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

    private static final DateTimeFormatter SIX_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(new SnakeCase())
            .addModule(new SimpleModule().addSerializer(new InstantSerializer()).addSerializer(new EnumSerializer()))
            .build();

    /** The JSON text, as UTF-8. */
    public byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /** Writes the JSON text, as UTF-8, and leaves the stream open. */
    public void write(Object value, OutputStream out) {
        mapper.writeValue(out, value);
    }

    /** How a moment is written. */
    public static String text(Instant moment) {
        return SIX_DIGITS.format(moment);
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
