package dev.messenger.adapter.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Records every statement that is sent to the database, and every commit. */
final class RecordingDataSource {

    static final String COMMIT = "commit";

    private final DataSource dataSource;
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AtomicInteger roundTrips = new AtomicInteger();

    RecordingDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The data source to use. */
    DataSource dataSource() {
        return proxy(DataSource.class, dataSource, "");
    }

    /** The statements that {@code work} sends; several statements in one text count separately. */
    List<String> during(Runnable work) {
        statements.clear();
        work.run();
        return List.copyOf(statements);
    }

    /** The number of round trips that {@code work} takes. */
    int roundTripsDuring(Runnable work) {
        int before = roundTrips.get();
        work.run();
        return roundTrips.get() - before;
    }

    /** After a statement that commits, the driver sends no second commit. */
    private boolean isCommitted() {
        return !statements.isEmpty() && statements.getLast().equals(COMMIT);
    }

    private <T> T proxy(Class<T> type, T target, String sql) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(target, method, arguments, sql)));
    }

    private Object call(Object target, Method method, Object[] arguments, String sql) throws Throwable {
        String text = arguments != null && arguments.length > 0 && arguments[0] instanceof String first ? first : sql;
        if (method.getName().startsWith("execute")) {
            roundTrips.incrementAndGet();
            Arrays.stream(text.split(";"))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .forEach(statements::add);
        } else if (method.getName().equals("commit") && !isCommitted()) {
            roundTrips.incrementAndGet();
            statements.add(COMMIT);
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (result instanceof Connection connection) {
            return proxy(Connection.class, connection, "");
        }
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement, text);
        }
        return result instanceof Statement statement ? proxy(Statement.class, statement, "") : result;
    }
}
