package dev.messenger.contracts;

import java.lang.reflect.Method;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names the port and the clause that an adapter breaks, so that nobody has to read the contract's source. */
public final class BrokenClause extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient Class<?> port;
    private final transient Method clause;

    BrokenClause(Class<?> port, Method clause, Throwable found) {
        super(message(port, clause, found), found);
        this.port = port;
        this.clause = clause;
        setStackTrace(found.getStackTrace());
    }

    /** The port that the contract belongs to. */
    public Class<?> port() {
        return port;
    }

    /** The test of the clause. */
    public Method clause() {
        return clause;
    }

    /** The name of a clause in words: {@code worksOnce} becomes "works once". */
    public static String inWords(Method clause) {
        return clause.getName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static String message(Class<?> port, Method clause, Throwable found) {
        return """
                The port %s does not keep its contract: %s.
                  found:  %s
                  port:   %s
                  clause: %s.%s""".formatted(
                        port.getSimpleName(),
                        inWords(clause),
                        indented(found),
                        port.getName(),
                        clause.getDeclaringClass().getSimpleName(),
                        clause.getName());
    }

    /** The text of an assertion; for any other failure its type as well. */
    private static String indented(Throwable found) {
        @Nullable String said = found instanceof AssertionError ? found.getMessage() : found.toString();
        return said == null ? found.toString() : said.strip().replace("\n", "\n          ");
    }
}
