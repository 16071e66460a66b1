package dev.messenger.archrules;

import static dev.messenger.archrules.NamedRule.onClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A deterministic core does not read the clock, make random values or write logs. */
final class PurityRules {

    private static final String CONSTRUCTOR = "<init>";

    /** By class, the methods that read the system clock, whatever their arguments. */
    private static final Map<String, Set<String>> CLOCKS = Map.of(
            "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
            "java.time.InstantSource", Set.of("system"),
            "java.util.Calendar", Set.of("getInstance"));

    /** By class, the methods that make random values, whatever their arguments. */
    private static final Map<String, Set<String>> RANDOM = Map.of(
            "java.lang.Math", Set.of("random"),
            "java.lang.StrictMath", Set.of("random"),
            "java.security.SecureRandom", Set.of(CONSTRUCTOR, "getInstance", "getInstanceStrong"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
            "java.util.random.RandomGenerator", Set.of("getDefault", "of"));

    /** Classes whose constructor without arguments takes a random seed. */
    private static final Set<String> UNSEEDED = Set.of("java.util.Random", "java.util.SplittableRandom");

    /** Classes whose constructor without arguments reads the clock. */
    private static final Set<String> OF_THE_PRESENT = Set.of("java.util.Date", "java.util.GregorianCalendar");

    private final Settings settings;

    PurityRules(Settings settings) {
        this.settings = settings;
    }

    List<NamedRule> rules() {
        return List.of(noClock(), noChance(), noLogs());
    }

    private NamedRule noClock() {
        return onClasses(
                "no-clock",
                "nobody in " + settings.timelessRooms + " reads the system clock",
                "time is an argument (InstantSource, Clock): a test can choose it, and one decision is made"
                        + " at one instant",
                this::isTimeless,
                type -> calls(type, PurityRules::readsClock));
    }

    private NamedRule noChance() {
        return onClasses(
                "no-chance",
                "nobody in " + settings.timelessRooms + " makes random values",
                "randomness is an argument (a port for ids and secrets): a test can predict the outcome, and"
                        + " one place decides how hard a secret is to guess",
                this::isTimeless,
                type -> calls(type, PurityRules::makesRandomValues));
    }

    private NamedRule noLogs() {
        return onClasses(
                "no-logs",
                "nobody in domain and application writes logs",
                "a result, an exception or an event can be tested and does not get lost; what an operator"
                        + " needs is logged by the rooms around the core",
                settings.layout::inCore,
                type -> Stream.concat(
                        Dependencies.on(Jdk::isLog).apply(type),
                        type.getAccessesFromSelf().stream()
                                .filter(PurityRules::prints)
                                .map(JavaAccess::getDescription)));
    }

    private boolean isTimeless(JavaClass type) {
        return settings.layout.inRoot(type) && settings.timelessRooms.contains(settings.layout.roomOf(type));
    }

    /** Calls and method references alike. */
    private static Stream<String> calls(JavaClass type, Predicate<CodeUnitAccessTarget> forbidden) {
        return type.getCodeUnitAccessesFromSelf().stream()
                .filter(access -> forbidden.test(access.getTarget()))
                .map(JavaCodeUnitAccess::getDescription);
    }

    private static boolean readsClock(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        if (owner.equals("java.time.Clock")) {
            return target.getName().startsWith("system") || takesZoneAlone(target);
        }
        if (owner.startsWith("java.time.")) {
            return (target.getName().equals("now") && !takesClock(target)) || isIn(CLOCKS, target);
        }
        return isIn(CLOCKS, target) || (OF_THE_PRESENT.contains(owner) && isBareConstructor(target));
    }

    /** {@code Clock.tickSeconds(zone)} and its like return a system clock; {@code Clock.tick(clock, …)} does not. */
    private static boolean takesZoneAlone(CodeUnitAccessTarget target) {
        return target.getName().startsWith("tick") && !takesClock(target);
    }

    private static boolean takesClock(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean makesRandomValues(CodeUnitAccessTarget target) {
        return isIn(RANDOM, target)
                || (UNSEEDED.contains(target.getOwner().getName()) && isBareConstructor(target))
                || shufflesWithoutSource(target);
    }

    private static boolean shufflesWithoutSource(CodeUnitAccessTarget target) {
        return target.getOwner().isEquivalentTo(Collections.class)
                && target.getName().equals("shuffle")
                && target.getRawParameterTypes().size() == 1;
    }

    private static boolean prints(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return (owner.equals("java.lang.System")
                        && Set.of("out", "err", "getLogger").contains(name))
                || (name.equals("printStackTrace") && access.getTargetOwner().isAssignableTo(Throwable.class));
    }

    private static boolean isIn(Map<String, Set<String>> methods, CodeUnitAccessTarget target) {
        return methods.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName());
    }

    private static boolean isBareConstructor(CodeUnitAccessTarget target) {
        return target.getName().equals(CONSTRUCTOR)
                && target.getRawParameterTypes().isEmpty();
    }
}
