package dev.messenger.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks an interface of JUnit tests as a contract. Each test is a clause, and its name says what the clause demands. A
 * broken clause fails with a {@link BrokenClause}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(ClauseReporter.class)
public @interface PortContract {

    /** The port whose adapters have to fulfil the contract. */
    Class<?> value();
}
