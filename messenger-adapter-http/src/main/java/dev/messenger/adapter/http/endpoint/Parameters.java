package dev.messenger.adapter.http.endpoint;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The parameter values of one request, all read before the handler runs. */
public final class Parameters {

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
