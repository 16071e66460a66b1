package dev.messenger.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.contracts.PortContract;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Whoever adds a port writes down what it promises, and tries the in-memory adapter on it. */
class EveryPortHasAContractTest {

    private static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);

    @Test
    void everyPortHasAContract() {
        Set<Class<?>> without = sorted(ports());
        contracts().forEach(contract -> without.remove(portOf(contract)));

        assertThat(ports()).as("the ports of the application").hasSizeGreaterThan(30);
        assertThat(without)
                .as(
                        "ports without a contract: write an interface of tests with @PortContract in dev.messenger.contracts")
                .isEmpty();
    }

    @Test
    void everyContractIsThatOfAPort() {
        assertThat(contracts()).extracting(EveryPortHasAContractTest::portOf).isSubsetOf(ports());
    }

    @Test
    void everyContractIsKeptInMemory() {
        Set<Class<?>> untried = sorted(contracts());
        List<Class<?>> tests = classes("dev.messenger", type -> !type.isInterface() && !isAbstract(type));
        untried.removeIf(contract -> tests.stream()
                .anyMatch(test -> contract.isAssignableFrom(test)
                        && !test.getPackageName().startsWith("dev.messenger.contracts")));

        assertThat(untried)
                .as("contracts that no adapter of this module is held against")
                .isEmpty();
    }

    @Test
    void everyTestOfAContractIsAClause() {
        for (Class<?> contract : contracts()) {
            List<Method> clauses =
                    AnnotationSupport.findAnnotatedMethods(contract, Test.class, HierarchyTraversalMode.TOP_DOWN);
            assertThat(clauses)
                    .as("the clauses of %s, all of them its own", contract.getSimpleName())
                    .isNotEmpty()
                    .allMatch(clause -> clause.getDeclaringClass() == contract);
        }
    }

    /** Port by port, the table of the docs names the contracts that there are. */
    @Test
    void theDocsNameThemAll() throws IOException {
        Map<String, Set<String>> documented = Files.readAllLines(Path.of("..", "docs", "conformance.md")).stream()
                .dropWhile(line -> !line.equals("| port | contract | beyond that |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(row -> row.split("\\s*\\|\\s*"))
                .collect(toMap(
                        cells -> cells[1].replace("`", ""),
                        cells -> Set.of(cells[2].replace("`", "").split(", "))));

        assertThat(documented)
                .isEqualTo(contracts().stream()
                        .collect(groupingBy(
                                contract -> portOf(contract).getSimpleName(), mapping(Class::getSimpleName, toSet()))));
    }

    private static Set<Class<?>> ports() {
        return sorted(classes(
                "dev.messenger.application",
                type -> type.isInterface()
                        && !type.isSealed()
                        && type.getPackageName().endsWith(".port")
                        && !type.isMemberClass()));
    }

    private static Set<Class<?>> contracts() {
        return sorted(classes("dev.messenger.contracts", type -> type.isAnnotationPresent(PortContract.class)));
    }

    private static Class<?> portOf(Class<?> contract) {
        return contract.getAnnotation(PortContract.class).value();
    }

    private static List<Class<?>> classes(String root, Predicate<Class<?>> wanted) {
        return ReflectionSupport.findAllClassesInPackage(root, wanted, name -> !name.endsWith("package-info"));
    }

    private static boolean isAbstract(Class<?> type) {
        return Modifier.isAbstract(type.getModifiers());
    }

    private static Set<Class<?>> sorted(Iterable<Class<?>> types) {
        Set<Class<?>> sorted = new TreeSet<>(BY_NAME);
        types.forEach(sorted::add);
        return sorted;
    }
}
