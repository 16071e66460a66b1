package dev.messenger.contracts;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Turns the failure of a clause into a {@link BrokenClause}. Tests that an adapter adds to a contract stay unchanged.
 */
final class ClauseReporter implements TestExecutionExceptionHandler {

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable found) throws Throwable {
        Method test = context.getRequiredTestMethod();
        PortContract contract = test.getDeclaringClass().getAnnotation(PortContract.class);
        if (contract == null || found instanceof TestAbortedException || found instanceof BrokenClause) {
            throw found;
        }
        throw new BrokenClause(contract.value(), test, found);
    }
}
