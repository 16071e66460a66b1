package dev.messenger.adapter.http.endpoint;

import dev.messenger.domain.shared.InvalidValue;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The parameter values of one request, all read before the handler runs. */
public final class Parameters {

    /** An unknown name is shown up to this length. */
    private static final int LONGEST_NAME = 50;

    private final IdentityHashMap<Param<?>, @Nullable Object> values = new IdentityHashMap<>();

    private Parameters() {}

    /**
     * Reads the declared parameters.
     *
     * @param pathValues the decoded value of a path parameter by name
     * @param queryString the raw query string, null when there is none
     * @throws dev.messenger.domain.shared.InvalidValue for the first missing or wrong parameter; names it (rule C4)
     */
    public static Parameters read(
            List<Param<?>> declared, UnaryOperator<String> pathValues, @Nullable String queryString) {
        QueryString query = new QueryString(queryString);
        Parameters parameters = new Parameters();
        for (Param<?> param : declared) {
            Object value = switch (param) {
                case PathParam<?> inPath -> inPath.format().parse(inPath.name(), pathValues.apply(inPath.name()));
                case QueryParam<?> inQuery -> inQuery.read(query.get(inQuery.name()));
            };
            parameters.values.put(param, value);
        }
        return parameters;
    }

    /**
     * Refuses parameters that the endpoint does not know, so that a misspelt one is not silently without effect (rule C23).
     *
     * @param queryString the raw query string, null when there is none
     * @throws dev.messenger.domain.shared.InvalidValue for the first unknown one; names it, and those that exist
     */
    public static void refuseUnknown(List<Param<?>> declared, @Nullable String queryString) {
        List<String> known = declared.stream()
                .filter(QueryParam.class::isInstance)
                .map(Param::name)
                .toList();
        for (String name : new QueryString(queryString).names()) {
            if (!known.contains(name)) {
                throw new InvalidValue(
                        name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                        known.isEmpty()
                                ? "this endpoint takes no query parameters"
                                : "is no parameter of this endpoint, which takes " + String.join(", ", known));
            }
        }
    }

    /**
     * The value of a parameter.
     *
     * @throws IllegalStateException when the endpoint does not declare it
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // read stores each value by its parameter, null only where T allows it
    public <T extends @Nullable Object> T get(Param<T> param) {
        if (!values.containsKey(param)) {
            throw new IllegalStateException("the endpoint does not declare the parameter " + param.name());
        }
        return (T) values.get(param);
    }
}
