package dev.messenger.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks an interface of JUnit tests as a contract: each of its tests is a clause, and the name of the test is the clause in
 * words. A clause that is broken fails with a {@link BrokenClause}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ClauseReporter.class)
public @interface PortContract {

    /** The port whose adapters have to keep it. */
    Class<?> value();
}
