package dev.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.SecretBox;
import dev.messenger.contracts.PortContract;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/** What the server is made of keeps every contract: no adapter is wired in that none was held against. */
class EveryContractIsKeptByTheServerTest {

    /** Ports whose only adapter is the one of the JDK, which {@code messenger-application} has and holds against the contract. */
    private static final Set<Class<?>> ONE_ADAPTER = Set.of(Randomness.class, SecretBox.class);

    @Test
    void everyContractHasATestOfARealAdapter() {
        Set<Class<?>> untried = new TreeSet<>(Comparator.comparing(Class::getName));
        untried.addAll(classes("dev.messenger.contracts", type -> type.isAnnotationPresent(PortContract.class)));
        assertThat(untried).as("the contracts").hasSizeGreaterThan(40);
        List<Class<?>> tests =
                classes("dev.messenger", type -> !type.isInterface() && !Modifier.isAbstract(type.getModifiers()));
        untried.removeIf(contract ->
                ONE_ADAPTER.contains(contract.getAnnotation(PortContract.class).value())
                        || tests.stream().anyMatch(contract::isAssignableFrom));

        assertThat(untried)
                .as("contracts that no adapter of the server is held against")
                .isEmpty();
    }

    private static List<Class<?>> classes(String root, Predicate<Class<?>> wanted) {
        return ReflectionSupport.findAllClassesInPackage(root, wanted, name -> !name.endsWith("package-info"));
    }
}
