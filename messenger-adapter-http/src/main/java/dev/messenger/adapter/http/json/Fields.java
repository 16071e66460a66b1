package dev.messenger.adapter.http.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON fields of a record type, found once by reflection. */
public final class Fields {

    /** Whether a field may be missing or null. */
    public enum Presence {
        /** Must be present and not null. */
        REQUIRED,
        /** May be missing or null, which means the same. */
        OPTIONAL,
        /** May be missing; null is refused. */
        PATCH,
        /** May be missing or null, which differ. */
        NULLABLE_PATCH
    }

    /**
     * A field.
     *
     * @param name the JSON key, {@code snake_case} (rule C1)
     * @param type the type of its value
     * @param presence whether it may be missing or null
     */
    public record Field(String name, JsonType type, Presence presence) {

        /** Whether its value may be {@code null}. */
        public boolean nullable() {
            return presence == Presence.OPTIONAL || presence == Presence.NULLABLE_PATCH;
        }
    }

    private static final ClassValue<List<Field>> CACHE = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .flatMap(Fields::fields)
                    .toList();
        }
    };

    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");

    private Fields() {}

    /**
     * The fields of a record type, in order of declaration.
     *
     * @throws IllegalArgumentException when a component has an unsupported type
     */
    public static List<Field> of(Class<? extends Record> type) {
        return CACHE.get(type);
    }

    /** The JSON key of a record component: {@code createdAt} is {@code created_at}. */
    static String nameOf(String component) {
        return UPPER_CASE.matcher(component).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }

    /** With {@code @JsonUnwrapped}, a response includes the fields of another record. */
    private static Stream<Field> fields(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                ? of(component.getType().asSubclass(Record.class)).stream()
                : Stream.of(field(component));
    }

    private static Field field(RecordComponent component) {
        try {
            return new Field(
                    nameOf(component.getName()), JsonType.of(component.getAnnotatedType()), presence(component));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    component.getDeclaringRecord().getName() + "." + component.getName() + ": " + unknown.getMessage(),
                    unknown);
        }
    }

    private static Presence presence(RecordComponent component) {
        if (component.getType() == Patch.class
                && component.getAnnotatedType() instanceof AnnotatedParameterizedType patch) {
            boolean clearable = patch.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(Nullable.class);
            return clearable ? Presence.NULLABLE_PATCH : Presence.PATCH;
        }
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? Presence.OPTIONAL : Presence.REQUIRED;
    }
}
