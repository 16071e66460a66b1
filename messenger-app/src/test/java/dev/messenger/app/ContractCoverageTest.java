package dev.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.SecretBox;
import dev.messenger.contracts.PortContract;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Every contract runs against a real adapter of the server. The tests that run it stand beside their adapters; their test-jars are on
 * the class path of this module.
 */
class ContractCoverageTest {

    /** The JDK adapters of these ports live in {@code messenger-application}, which runs their contracts. */
    private static final Set<Class<?>> ONE_ADAPTER = Set.of(Randomness.class, SecretBox.class);

    @Test
    void everyContractHasATestOfARealAdapter() {
        Set<Class<?>> untried = new TreeSet<>(Comparator.comparing(Class::getName));
        untried.addAll(classes("dev.messenger.contracts", type -> type.isAnnotationPresent(PortContract.class)));
        assertThat(untried).as("the contracts").hasSizeGreaterThan(40);
        Set<Class<?>> tests = new HashSet<>(classes("dev.messenger.adapter", type -> isTest(type, "IT")));
        tests.addAll(classes("dev.messenger.app", type -> isTest(type, "IT", "Test")));
        untried.removeIf(contract ->
                ONE_ADAPTER.contains(contract.getAnnotation(PortContract.class).value())
                        || tests.stream().anyMatch(contract::isAssignableFrom));

        assertThat(untried).as("contracts that run against no real adapter").isEmpty();
    }

    /** Whether the build runs the class: the in-memory adapters have no integration tests, so that only real adapters count. */
    private static boolean isTest(Class<?> type, String... suffixes) {
        boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
        String name = outermost(type).getSimpleName();
        return concrete && Arrays.stream(suffixes).anyMatch(name::endsWith);
    }

    private static Class<?> outermost(Class<?> type) {
        return type.getEnclosingClass() == null ? type : outermost(type.getEnclosingClass());
    }

    private static List<Class<?>> classes(String root, Predicate<Class<?>> wanted) {
        return ReflectionSupport.findAllClassesInPackage(root, wanted, name -> !name.endsWith("package-info"));
    }
}
