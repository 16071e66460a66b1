package dev.messenger.archrules;

import static dev.messenger.archrules.fixtures.Fixtures.CLEAN;
import static dev.messenger.archrules.fixtures.Fixtures.ROOT;
import static dev.messenger.archrules.fixtures.Fixtures.classesIn;
import static dev.messenger.archrules.fixtures.Fixtures.configured;
import static dev.messenger.archrules.fixtures.Fixtures.find;
import static dev.messenger.archrules.fixtures.Fixtures.fixture;
import static dev.messenger.archrules.fixtures.Fixtures.rule;
import static dev.messenger.archrules.fixtures.Fixtures.rulesFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a project can change about the rules. */
class HexagonalRulesConfigurationTest {

    @Test
    void followsOtherNamesOfRooms() {
        Layout swapped = new Layout(ROOT + "noclock", "core", "application", "spi", "drivers", "fake", "main");

        assertThatThrownBy(() -> HexagonalRules.forLayout(swapped).check(fixture("no-clock")))
                .hasMessageContaining("no class of core was imported")
                .hasMessageContaining("application.order.BrokenByMillis")
                .hasMessageNotContaining("domain.order.BrokenByInstant.value()");
    }

    @Test
    void anExemptionCoversOneRuleAndOneClass() {
        HexagonalRules rules = rulesFor("no-clock")
                .exempting("no-clock", ROOT + "noclock.domain.order.BrokenByInstant", "it is shown here");

        String violations = String.join("\n", rules.violations(rule("no-clock"), fixture("no-clock")));

        assertThat(violations).doesNotContain("BrokenByInstant").contains("BrokenByReference", "BrokenByMillis");
    }

    @Test
    void anExemptionCoversPackages() {
        HexagonalRules rules =
                rulesFor("no-clock").exempting("no-clock", ROOT + "noclock.application..", "it is shown here");

        String violations = String.join("\n", rules.violations(rule("no-clock"), fixture("no-clock")));

        assertThat(violations).doesNotContain("BrokenByMillis").contains("BrokenByInstant");
    }

    @Test
    void aStaleExemptionFails() {
        HexagonalRules rules = configured(CLEAN).exempting("no-clock", CLEAN + ".domain.Gone", "it was there once");

        assertThatThrownBy(() -> rules.check(classesIn(CLEAN)))
                .hasMessageContaining("The exemption of " + CLEAN + ".domain.Gone from no-clock covers no class");
    }

    @Test
    void anExemptionNeedsARuleAndAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> HexagonalRules.forRoot("com.example").exempting("no-clocks", "com.example..", "because"))
                .withMessageContaining("no rule is called 'no-clocks'")
                .withMessageContaining("no-clock,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HexagonalRules.forRoot("com.example").exempting("no-clock", "com.example..", " "))
                .withMessageContaining("needs a reason");
    }

    @Test
    void configurationAnswersNewInstances() {
        HexagonalRules first = HexagonalRules.forRoot(CLEAN);
        int before = first.rules().size();

        first.withLongestFile(10).withExceptionRoot("x.Y").withVendor("jdbc", "java.sql..");

        assertThat(first.rules()).hasSize(before);
    }

    @Test
    void aPackageGivenToTwoRoomsMayBeUsedByBoth() {
        HexagonalRules rules = rulesFor("vendors-stay-home").withVendor("redis", "java.sql..");

        String violations =
                String.join("\n", rules.violations(find(rules, "vendors-stay-home"), fixture("vendors-stay-home")));

        assertThat(violations).doesNotContain("BrokenCache").contains("BrokenWiring");
    }

    @Test
    void clockAndChanceCanBeForbiddenElsewhere() {
        HexagonalRules rules = configured(CLEAN).withoutClockAndChanceIn("domain", "jdbc");

        assertThatThrownBy(() -> rules.check(classesIn(CLEAN)))
                .hasMessageContaining("[no-clock]")
                .hasMessageContaining("JdbcOrders")
                .hasMessageNotContaining("Main");
    }

    @Test
    void rulesCanBeLeftOutOrWidened() {
        assertThatCode(() -> rulesFor("packages-are-annotated")
                        .withoutPackageAnnotation()
                        .check(fixture("packages-are-annotated")))
                .doesNotThrowAnyException();
        assertThatCode(() -> rulesFor("packages-by-feature")
                        .withoutKindNames("entities", "impl")
                        .check(fixture("packages-by-feature")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> configured(CLEAN)
                        .withPackageAnnotation("java.lang.Deprecated")
                        .check(classesIn(CLEAN)))
                .hasMessageContaining("[packages-are-annotated]");
        HexagonalRules crypto = rulesFor("in-memory-needs-no-driver").withCoreUsing("javax.crypto");
        assertThat(String.join(
                        "\n",
                        crypto.violations(
                                find(crypto, "in-memory-needs-no-driver"), fixture("in-memory-needs-no-driver"))))
                .contains("BrokenByFile")
                .doesNotContain("BrokenByLibrary");
    }

    @Test
    void aLayoutNeedsNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> HexagonalRules.forRoot(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> HexagonalRules.forRoot("com.example."));
    }
}
