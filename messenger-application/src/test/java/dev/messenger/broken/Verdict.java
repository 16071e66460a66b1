package dev.messenger.broken;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The result of a contract.
 *
 * @param kept the number of clauses that passed
 * @param broken the failures of the others
 */
record Verdict(int kept, List<Throwable> broken) {

    private static final LauncherConfig BARE = LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();

    /** Runs a class that implements a contract with JUnit. */
    static Verdict on(Class<?> test) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(test))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        int[] kept = {0};
        List<Throwable> broken = new ArrayList<>();
        Launcher launcher = LauncherFactory.create(BARE);
        launcher.execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                result.getThrowable().ifPresent(broken::add);
                if (identifier.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                    kept[0]++;
                }
            }
        });
        return new Verdict(kept[0], broken);
    }
}
