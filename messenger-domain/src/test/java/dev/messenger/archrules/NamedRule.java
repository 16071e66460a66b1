package dev.messenger.archrules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One rule of the architecture.
 *
 * @param name short and stable, such as {@code adapters-apart}, for exemptions and reports
 * @param description what must hold, as a sentence
 * @param reason why it must hold, for a person who has just broken it
 * @param archRule the rule as ArchUnit runs it; its text is "description, because reason"
 */
public record NamedRule(String name, String description, String reason, ArchRule archRule) {

    /** A rule that ArchUnit can check. {@link RoomRules} checks that its classes exist. */
    static NamedRule of(String name, String description, String reason, ArchRule rule) {
        return new NamedRule(
                name,
                description,
                reason,
                rule.allowEmptyShould(true).as(description).because(reason));
    }

    /**
     * A rule that checks one class at a time.
     *
     * @param scope the classes that the rule checks
     * @param complaints the violations of a class, a sentence each
     */
    static NamedRule onClasses(
            String name,
            String description,
            String reason,
            Predicate<JavaClass> scope,
            Function<JavaClass, Stream<String>> complaints) {
        DescribedPredicate<JavaClass> that =
                DescribedPredicate.describe(name, type -> !isPackageInfo(type) && scope.test(type));
        ArchCondition<JavaClass> should = new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                complaints.apply(type).forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
            }
        };
        return of(
                name,
                description,
                reason,
                ArchRuleDefinition.classes().that(that).should(should));
    }

    /** The violations of this rule, a sentence each. */
    public List<String> violations(JavaClasses classes) {
        return archRule.evaluate(classes).getFailureReport().getDetails().stream()
                .distinct()
                .toList();
    }

    static boolean isPackageInfo(JavaClass type) {
        return type.getName().endsWith("package-info");
    }
}
