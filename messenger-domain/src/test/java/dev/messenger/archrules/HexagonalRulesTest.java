package dev.messenger.archrules;

import static dev.messenger.archrules.fixtures.Fixtures.ALL;
import static dev.messenger.archrules.fixtures.Fixtures.CLEAN;
import static dev.messenger.archrules.fixtures.Fixtures.ROOT;
import static dev.messenger.archrules.fixtures.Fixtures.brokenClasses;
import static dev.messenger.archrules.fixtures.Fixtures.classesIn;
import static dev.messenger.archrules.fixtures.Fixtures.configured;
import static dev.messenger.archrules.fixtures.Fixtures.fixture;
import static dev.messenger.archrules.fixtures.Fixtures.isBroken;
import static dev.messenger.archrules.fixtures.Fixtures.rule;
import static dev.messenger.archrules.fixtures.Fixtures.rulesFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule has a fixture, in a package with its name, that breaks this rule and no other. The rule must catch each class named
 * {@code Broken…} in its fixture.
 */
class HexagonalRulesTest {

    @ParameterizedTest
    @MethodSource("ruleNames")
    void catchesEveryBrokenClassOfItsFixture(String name) {
        JavaClasses fixture = fixture(name);
        NamedRule rule = rule(name);

        String violations = String.join("\n", rulesFor(name).violations(rule, fixture));

        assertThat(violations).isNotEmpty();
        assertThat(brokenClasses(fixture).isEmpty()).isEqualTo(name.equals("rooms-are-there"));
        assertThat(brokenClasses(fixture))
                .allSatisfy(broken -> assertThat(violations).contains(broken));
    }

    @ParameterizedTest
    @MethodSource("ruleNames")
    void namesNoneButTheBrokenClassesAsGuilty(String name) {
        JavaClasses guiltless = fixture(name).that(DescribedPredicate.describe("guiltless", type -> !isBroken(type)));

        HexagonalRules rules = rulesFor(name);

        if (!name.equals("rooms-are-there")) {
            assertThat(rules.violations(rule(name), guiltless)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("ruleNames")
    void isTheOnlyRuleThatItsFixtureBreaks(String name) {
        JavaClasses fixture = fixture(name);
        HexagonalRules rules = rulesFor(name);

        List<String> broken = rules.rules().stream()
                .filter(rule -> !rules.violations(rule, fixture).isEmpty())
                .map(NamedRule::name)
                .toList();

        assertThat(broken).containsExactly(name);
    }

    @ParameterizedTest
    @MethodSource("ruleNames")
    void tellsItsReason(String name) {
        assertThatThrownBy(() -> rulesFor(name).check(fixture(name)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[" + name + "]")
                .hasMessageContaining("because " + rule(name).reason());
        assertThat(rule(name).archRule().getDescription())
                .endsWith(", because " + rule(name).reason());
    }

    @Test
    void passesACleanProject() {
        assertThatCode(() -> configured(CLEAN).check(classesIn(CLEAN))).doesNotThrowAnyException();
    }

    @Test
    void failsWhenNothingWasImported() {
        JavaClasses nothing = HexagonalRules.importMainClasses("com.example.misspelt");

        assertThatThrownBy(() -> HexagonalRules.forRoot("com.example.misspelt").check(nothing))
                .hasMessageContaining("[rooms-are-there]")
                .hasMessageContaining("no class of com.example.misspelt was imported");
    }

    @Test
    void failsWhenNothingWasImportedEvenIfNoRoomIsExpected() {
        HexagonalRules rules = HexagonalRules.forRoot("com.example.misspelt").withoutRooms("domain", "application");

        assertThatThrownBy(() -> rules.check(classesIn("com.example.misspelt")))
                .hasMessageContaining("[rooms-are-there]");
    }

    @Test
    void failsWhenOneExpectedRoomIsMissing() {
        HexagonalRules rules = configured(CLEAN).withRooms("s3");

        assertThatThrownBy(() -> rules.check(classesIn(CLEAN)))
                .hasMessageContaining("no class of s3 was imported")
                .hasMessageNotContaining("no class of jdbc");
    }

    @Test
    void reportsAllBrokenRulesAtOnce() {
        Layout layout = new Layout(ROOT + "noclock", "domain", "application", "port", "adapter", "inmemory", "app");
        HexagonalRules rules = HexagonalRules.forLayout(layout).withKindNames("order");

        assertThatThrownBy(() -> rules.check(ALL))
                .hasMessageContaining("broken in 2 respect(s)")
                .hasMessageContaining("[no-clock]")
                .hasMessageContaining("[packages-by-feature]")
                .hasMessageNotContaining("[no-chance]");
    }

    @Test
    void rulesHaveNamesOfTheirOwnAndReasonsWorthReading() {
        assertThat(configured(CLEAN).rules()).extracting(NamedRule::name).doesNotHaveDuplicates();
        assertThat(configured(CLEAN).rules()).allSatisfy(rule -> {
            assertThat(rule.description()).isNotBlank();
            assertThat(rule.reason()).hasSizeGreaterThan(40);
        });
    }

    static Stream<String> ruleNames() {
        return configured(CLEAN).rules().stream().map(NamedRule::name);
    }
}
