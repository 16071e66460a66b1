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
 * What a value looks like in JSON. Drawn once from the Java types of requests and responses; the reader of requests, the parser of
 * parameters and the OpenAPI document all go by it, so that they cannot disagree.
 */
public sealed interface Shape {

    /** The largest id and whole number that every client can hold exactly: 2^53 - 1 (rule C2). */
    long MAX_ID = (1L << 53) - 1;

    /** An id (rule C2). */
    Shape ID = new Whole(1, MAX_ID);

    /** Text without further form. */
    Shape TEXT = new Text(null, null);

    /** {@code true} or {@code false}. */
    Shape BOOL = new Bool();

    /**
     * A text.
     *
     * @param format a format that JSON Schema knows, such as {@code uuid}
     * @param pattern a regular expression that the whole text matches
     */
    record Text(@Nullable String format, @Nullable String pattern) implements Shape {}

    /** A whole number between {@code min} and {@code max}, both included; a Java {@code int} if both bounds are. */
    record Whole(long min, long max) implements Shape {}

    /** A number with or without a fraction. */
    record Decimal() implements Shape {}

    /** {@code true} or {@code false}. */
    record Bool() implements Shape {}

    /** A moment, RFC 3339 in UTC with six fractional digits (rule C2). */
    record Timestamp() implements Shape {}

    /** One constant of an enum, by its name in lower case. */
    record Choice(List<? extends Enum<?>> constants) implements Shape {

        /** The words that stand for the constants, in the same order. */
        public List<String> words() {
            return constants.stream()
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList();
        }
    }

    /** A list; {@code nullable} tells whether an element may be null. */
    record ListOf(Shape element, boolean nullable) implements Shape {}

    /** An object whose keys are free and whose values are alike; {@code nullable} tells whether a value may be null. */
    record MapOf(Shape value, boolean nullable) implements Shape {}

    /** An object with the components of a record for keys; see {@link Fields}. */
    record Struct(Class<? extends Record> type) implements Shape {}

    /** One of several shapes. */
    record Either(List<Shape> shapes) implements Shape {}

    /** Whatever JSON can say. */
    record Anything() implements Shape {}

    /**
     * The shape of a Java type.
     *
     * @throws IllegalArgumentException for a type that has no shape here: a mistake in a declaration, found when the server is built
     */
    static Shape of(AnnotatedType annotated) {
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

    /** The shape of a type without parameters; errors as {@link #of(AnnotatedType)}. */
    static Shape of(Type type) {
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
            return new Anything();
        }
        if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
            return new Choice(Arrays.stream(enumeration.getEnumConstants())
                    .<Enum<?>>map(constant -> (Enum<?>) constant)
                    .toList());
        }
        if (type instanceof Class<?> struct && struct.isRecord()) {
            return new Struct(struct.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("no JSON shape is known for " + type);
    }
}
