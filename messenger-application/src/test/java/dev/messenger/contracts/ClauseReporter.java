package dev.messenger.contracts;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Turns what goes wrong in a clause into a {@link BrokenClause}; tests that an adapter adds to a contract are left as they are. */
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
