package dev.messenger.adapter.http.json;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a JSON value, derived from the Java types of requests and responses. The request reader, the parameter formats and the
 * OpenAPI document all use it, so they cannot disagree.
 */
public sealed interface JsonType {

    /** The largest whole number that every client represents exactly: 2^53 - 1 (rule C2). */
    long MAX_ID = (1L << 53) - 1;

    /** An id (rule C2). */
    JsonType ID = new Whole(1, MAX_ID);

    /** Any text. */
    JsonType TEXT = new Text(null, null);

    /** {@code true} or {@code false}. */
    JsonType BOOL = new Bool();

    /**
     * A text.
     *
     * @param format a format of JSON Schema, such as {@code uuid}
     * @param pattern a regular expression for the whole text
     */
    record Text(@Nullable String format, @Nullable String pattern) implements JsonType {}

    /** A whole number between {@code min} and {@code max}, both included; a Java {@code int} when both bounds fit. */
    record Whole(long min, long max) implements JsonType {}

    /** A number with or without a fraction. */
    record Decimal() implements JsonType {}

    /** {@code true} or {@code false}. */
    record Bool() implements JsonType {}

    /** An instant: RFC 3339 in UTC with six fractional digits (rule C2). */
    record Timestamp() implements JsonType {}

    /** One constant of an enum, by its name in lower case. */
    record Choice(List<? extends Enum<?>> constants) implements JsonType {

        /** The JSON words of the constants, in the same order. */
        public List<String> words() {
            return constants.stream()
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList();
        }
    }

    /** An array; {@code nullable} says whether an element may be null. */
    record ListOf(JsonType element, boolean nullable) implements JsonType {}

    /** An object with arbitrary keys and values of one type; {@code nullable} says whether a value may be null. */
    record MapOf(JsonType value, boolean nullable) implements JsonType {}

    /** An object whose keys are the components of a record; see {@link Fields}. */
    record RecordOf(Class<? extends Record> type) implements JsonType {}

    /** A value of any of several types. */
    record AnyOf(List<JsonType> types) implements JsonType {}

    /** Any JSON value. */
    record Any() implements JsonType {}

    /**
     * The JSON type of a Java type.
     *
     * @throws IllegalArgumentException for an unsupported Java type: a mistake in a declaration, found when the server starts
     */
    static JsonType of(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType parameterized) {
            Class<?> raw = (Class<?>) ((ParameterizedType) annotated.getType()).getRawType();
            AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
            AnnotatedType last = arguments[arguments.length - 1];
            if (List.class.isAssignableFrom(raw)) {
                return new ListOf(of(last), last.isAnnotationPresent(Nullable.class));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return new MapOf(of(last), last.isAnnotationPresent(Nullable.class));
            }
            if (raw == Patch.class) {
                return of(last);
            }
        }
        return of(annotated.getType());
    }

    /** The JSON type of a Java type without type parameters; throws as {@link #of(AnnotatedType)}. */
    static JsonType of(Type type) {
        if (type == String.class) {
            return TEXT;
        }
        if (type == long.class || type == Long.class) {
            return new Whole(-MAX_ID, MAX_ID);
        }
        if (type == int.class || type == Integer.class) {
            return new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == boolean.class || type == Boolean.class) {
            return BOOL;
        }
        if (type == double.class || type == Double.class) {
            return new Decimal();
        }
        if (type == Instant.class) {
            return new Timestamp();
        }
        if (type == Object.class) {
            return new Any();
        }
        if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
            return new Choice(Arrays.stream(enumeration.getEnumConstants())
                    .<Enum<?>>map(constant -> (Enum<?>) constant)
                    .toList());
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            return new RecordOf(record.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("no JSON type is known for " + type);
    }
}
