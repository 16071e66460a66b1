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

/** The fields of a record type as JSON knows them, found once by reflection. */
public final class Fields {

    /** How a field may be left open. */
    public enum Presence {
        /** Must be there and not be null. */
        REQUIRED,
        /** May be missing or null, which mean the same. */
        OPTIONAL,
        /** May be missing; null is refused. */
        PATCH,
        /** May be missing, and null means something else than missing. */
        NULLABLE_PATCH
    }

    /**
     * A field.
     *
     * @param name its key in JSON, {@code snake_case} (rule C1)
     * @param shape what its value looks like
     * @param presence how it may be left open
     * @param component the record component behind it
     */
    public record Field(String name, Shape shape, Presence presence, RecordComponent component) {

        /** Whether {@code null} may stand there. */
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
     * @throws IllegalArgumentException when a component has a type without a shape
     */
    public static List<Field> of(Class<? extends Record> type) {
        return CACHE.get(type);
    }

    /** The JSON key of a record component: {@code createdAt} is {@code created_at}. */
    static String nameOf(String component) {
        return UPPER_CASE.matcher(component).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }

    /** An answer may take in the fields of another record: {@code @JsonUnwrapped}. */
    private static Stream<Field> fields(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                ? of(component.getType().asSubclass(Record.class)).stream()
                : Stream.of(field(component));
    }

    private static Field field(RecordComponent component) {
        try {
            return new Field(
                    nameOf(component.getName()),
                    Shape.of(component.getAnnotatedType()),
                    presence(component),
                    component);
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
