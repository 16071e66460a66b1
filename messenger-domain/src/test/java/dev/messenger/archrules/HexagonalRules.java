package dev.messenger.archrules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The rules of a hexagonal architecture, packages by feature, for any project:
 *
 * <pre>{@code
 * HexagonalRules.forRoot("com.example.shop")
 *         .withVendor("jdbc", "java.sql..", "org.jdbi..")
 *         .check(HexagonalRules.importMainClasses("com.example.shop"));
 * }</pre>
 *
 * <p>Instances are immutable and can be shared between threads: each {@code with…} returns a new instance.
 */
public final class HexagonalRules {

    private final Settings settings;

    private HexagonalRules(Settings settings) {
        this.settings = settings;
    }

    /** The rules for the packages {@code root.{domain, application, adapter.<name>, app}}. */
    public static HexagonalRules forRoot(String root) {
        return forLayout(Layout.of(root));
    }

    /** The rules for a project whose rooms have other names. */
    public static HexagonalRules forLayout(Layout layout) {
        return new HexagonalRules(new Settings(layout));
    }

    /**
     * Imports the classes below the given packages from the class path, without tests and test-jars. A missing package is no error
     * here; {@link #check} reports it.
     */
    public static JavaClasses importMainClasses(String... packages) {
        return new ClassFileImporter().withImportOption(new MainClasses()).importPackages(packages);
    }

    /**
     * Reserves packages for a room: other rooms may use them only if they are reserved for them too, by the same pattern. The room
     * is expected to have classes.
     *
     * @param room the name of an adapter or another room
     * @param packages patterns such as {@code java.sql..}
     */
    public HexagonalRules withVendor(String room, String... packages) {
        return with(changed -> {
            changed.vendors.computeIfAbsent(room, key -> new TreeSet<>()).addAll(List.of(packages));
            changed.expectedRooms.add(room);
        });
    }

    /** Expects classes in these rooms besides domain, application and the rooms with vendors. */
    public HexagonalRules withRooms(String... rooms) {
        return with(changed -> changed.expectedRooms.addAll(List.of(rooms)));
    }

    /** Does not expect classes in these rooms. */
    public HexagonalRules withoutRooms(String... rooms) {
        return with(changed -> changed.expectedRooms.removeAll(List.of(rooms)));
    }

    /** Allows domain, application and in-memory adapter to use these packages besides JSpecify's annotations. */
    public HexagonalRules withCoreUsing(String... packages) {
        return with(changed -> changed.coreMayUse.addAll(List.of(packages)));
    }

    /** Forbids clock and randomness in exactly these rooms; the default is domain and application. */
    public HexagonalRules withoutClockAndChanceIn(String... rooms) {
        return with(changed -> Settings.replace(changed.timelessRooms, Set.of(rooms)));
    }

    /** Forbids more names of packages. */
    public HexagonalRules withKindNames(String... names) {
        return with(changed -> changed.kindNames.addAll(List.of(names)));
    }

    /** Allows names of packages after all, because here they are features. */
    public HexagonalRules withoutKindNames(String... names) {
        return with(changed -> changed.kindNames.removeAll(List.of(names)));
    }

    /** Requires another annotation than JSpecify's {@code NullMarked} on each package. */
    public HexagonalRules withPackageAnnotation(String annotation) {
        return with(changed -> changed.packageAnnotation = Optional.of(annotation));
    }

    /** Switches the rule {@code packages-are-annotated} off. */
    public HexagonalRules withoutPackageAnnotation() {
        return with(changed -> changed.packageAnnotation = Optional.empty());
    }

    /** Switches the rule {@code exceptions-have-a-category} on: each exception of the core extends this class. */
    public HexagonalRules withExceptionRoot(String exception) {
        return with(changed -> changed.exceptionRoot = Optional.of(exception));
    }

    /** Switches the rule {@code files-stay-short} on: no code beyond this line. */
    public HexagonalRules withLongestFile(int lines) {
        return with(changed -> changed.longestFile = Optional.of(lines));
    }

    /**
     * Exempts classes from one rule. {@link #check} fails when there are no such classes.
     *
     * @param rule the name of the rule
     * @param classes the full name of a class, or a pattern of packages that ends in {@code ..}
     * @param reason why they are exempt; not blank
     * @throws IllegalArgumentException if there is no such rule, or no reason
     */
    public HexagonalRules exempting(String rule, String classes, String reason) {
        List<String> names = rules().stream().map(NamedRule::name).toList();
        if (!names.contains(rule)) {
            throw new IllegalArgumentException("no rule is called '" + rule + "'; there are " + names);
        }
        Exemption exemption = new Exemption(rule, classes, reason);
        return with(changed -> changed.exemptions.add(exemption));
    }

    /** All rules that are switched on. */
    public List<NamedRule> rules() {
        return Stream.of(
                        new RoomRules(settings).rules(),
                        new ArrowRules(settings).rules(),
                        new PortRules(settings.layout).rules(),
                        new PurityRules(settings).rules(),
                        new StateRules(settings.layout).rules(),
                        new CycleRules(settings.layout).rules(),
                        new HabitRules(settings).rules())
                .flatMap(List::stream)
                .toList();
    }

    /** The violations of a rule by classes that are not exempt. */
    public List<String> violations(NamedRule rule, JavaClasses classes) {
        List<Exemption> exemptions = settings.exemptions.stream()
                .filter(exemption -> exemption.rule().equals(rule.name()))
                .toList();
        DescribedPredicate<JavaClass> checked = DescribedPredicate.describe(
                "not exempt", type -> exemptions.stream().noneMatch(exemption -> exemption.covers(type)));
        return rule.violations(classes.that(checked));
    }

    /**
     * Checks all rules, and that no exemption is stale.
     *
     * @throws AssertionError that lists each broken rule with its reason and its violations
     */
    public void check(JavaClasses classes) {
        List<String> failures = new ArrayList<>();
        for (NamedRule rule : rules()) {
            List<String> violations = violations(rule, classes);
            if (!violations.isEmpty()) {
                failures.add(report(rule, violations));
            }
        }
        settings.exemptions.stream()
                .filter(exemption -> classes.stream().noneMatch(exemption::covers))
                .map(exemption -> "The exemption of " + exemption.classes() + " from " + exemption.rule()
                        + " covers no class: remove it.")
                .forEach(failures::add);
        if (!failures.isEmpty()) {
            throw new AssertionError("The architecture is broken in " + failures.size() + " respect(s).\n\n"
                    + String.join("\n\n", failures));
        }
    }

    private static String report(NamedRule rule, List<String> violations) {
        return "[" + rule.name() + "] " + rule.description() + ",\n  because " + rule.reason() + ".\n  Broken "
                + violations.size() + " time(s):\n  - " + String.join("\n  - ", violations);
    }

    private HexagonalRules with(Consumer<Settings> change) {
        Settings changed = new Settings(settings);
        change.accept(changed);
        return new HexagonalRules(changed);
    }
}
