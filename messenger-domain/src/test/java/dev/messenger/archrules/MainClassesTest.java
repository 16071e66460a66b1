package dev.messenger.archrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.Location;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a test and stays out of an import. */
class MainClassesTest {

    @ParameterizedTest
    @CsvSource({
        "file:///p/target/classes/a/B.class, true",
        "file:///p/target/test-classes/a/B.class, false",
        "file:///p/target/other/test-classes/a/B.class, false",
        "jar:file:///m/shop-core-1.0.jar!/a/B.class, true",
        "jar:file:///m/shop-core-1.0-tests.jar!/a/B.class, false",
        "jar:file:///m/shop-core-1.0-SNAPSHOT-archrules.jar!/a/B.class, false",
        "jar:file:///m/shop-core-1.0-20260101.101010-1-contracts.jar!/a/B.class, false",
        "jar:file:///m/shop-contracts-1.0.jar!/a/B.class, true",
        "jar:file:///m/shop-core-1.0-kit.jar!/a/B.class, false"
    })
    void importsWhatIsShippedAndNoTests(URI location, boolean included) {
        assertThat(new MainClasses("kit").includes(Location.of(location))).isEqualTo(included);
    }

    @Test
    void importsNoTestClassesOfThisModule() {
        assertThat(HexagonalRules.importMainClasses("dev.messenger.archrules")).isEmpty();
    }
}
