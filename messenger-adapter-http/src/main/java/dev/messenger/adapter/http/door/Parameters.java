package dev.messenger.adapter.http.door;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of an endpoint's parameters in one request, all read before the handler runs. */
record Parameters(Map<Param<?>, @Nullable Object> values) {

    /** @throws dev.messenger.domain.shared.InvalidValue naming the first parameter that is missing or wrong (rule C4) */
    static Parameters read(Endpoint endpoint, Context context) {
        QueryString query = new QueryString(context.req().getQueryString());
        Map<Param<?>, @Nullable Object> values = new HashMap<>();
        for (Param<?> param : endpoint.params()) {
            values.put(
                    param,
                    switch (param) {
                        case PathParam<?> inPath ->
                            inPath.format().parse(inPath.name(), context.pathParam(inPath.name()));
                        case QueryParam<?> inQuery -> inQuery.read(query.get(inQuery.name()));
                    });
        }
        return new Parameters(values);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // read put it under its own parameter, null only where T allows it
    <T extends @Nullable Object> T get(Param<T> param) {
        if (!values.containsKey(param)) {
            throw new IllegalStateException("the endpoint does not declare the parameter " + param.name());
        }
        return (T) values.get(param);
    }
}
