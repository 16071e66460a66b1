package dev.messenger.archrules;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Imports the classes that a project ships, without folders of test classes and without test-jars of other modules, which
 * {@link ImportOption.Predefined#DO_NOT_INCLUDE_TESTS} includes.
 */
public final class MainClasses implements ImportOption {

    private static final List<String> TEST_CLASSIFIERS =
            List.of("tests", "test", "test-fixtures", "contracts", "archrules");

    private final Pattern tests;

    /**
     * Excludes test-jars of the usual classifiers and of some more.
     *
     * @param moreTestClassifiers classifiers of test-jars beyond {@code tests, test, test-fixtures, contracts, archrules}
     */
    public MainClasses(String... moreTestClassifiers) {
        List<String> classifiers = new ArrayList<>(TEST_CLASSIFIERS);
        classifiers.addAll(List.of(moreTestClassifiers));
        String anyOf = String.join("|", classifiers.stream().map(Pattern::quote).toList());
        tests = Pattern.compile(".*(/test-classes/|-(" + anyOf + ")\\.jar).*");
    }

    @Override
    public boolean includes(Location location) {
        return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location) && !location.matches(tests);
    }
}
