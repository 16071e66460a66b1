package dev.messenger.archrules;

import static dev.messenger.archrules.NamedRule.onClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which room may depend on which: {@code domain <- application <- adapters <- app}, and each driver in its own adapter. */
final class ArrowRules {

    private final Settings settings;
    private final Layout layout;

    ArrowRules(Settings settings) {
        this.settings = settings;
        this.layout = settings.layout;
    }

    List<NamedRule> rules() {
        return List.of(
                domainKnowsNobody(),
                applicationKnowsTheDomain(),
                featuresBelowTheRoot(),
                inMemoryNeedsNoDriver(),
                adaptersApart(),
                adaptersWiredByApp(),
                nobodyKnowsApp(),
                vendorsStayHome());
    }

    private NamedRule domainKnowsNobody() {
        return onClasses(
                "domain-knows-nobody",
                "the domain depends on nothing but itself and the computing part of java.*",
                "the rules of business outlive every framework and driver: they are tested without any, read without knowing"
                        + " any, and do no input or output; what they need to know comes in as an argument",
                layout::inDomain,
                Dependencies.on(target -> !layout.inDomain(target)
                        && !Jdk.isValueType(target)
                        && !Jdk.isLog(target)
                        && !settings.isForCore(target)));
    }

    private NamedRule applicationKnowsTheDomain() {
        return onClasses(
                "application-knows-the-domain",
                "the application depends on nothing but the domain, itself and java.* without input and output",
                "a use case says what happens and leaves the how to its ports: code that needs a database, a"
                        + " file or another machine declares a port, named by its role, which an adapter implements",
                layout::inApplication,
                Dependencies.on(target -> !layout.inCore(target)
                        && !Jdk.isHarmless(target)
                        && !Jdk.isLog(target)
                        && !settings.isForCore(target)));
    }

    private NamedRule featuresBelowTheRoot() {
        return onClasses(
                "features-below-the-root",
                "no feature of the application depends on the root package of the application",
                "the root package composes all features: a feature that takes it depends on all others, and can be neither"
                        + " built nor tested alone; hand it the ports and use cases that it needs",
                type -> layout.inApplication(type) && !layout.inApplicationRoot(type),
                Dependencies.on(layout::inApplicationRoot));
    }

    private NamedRule inMemoryNeedsNoDriver() {
        return onClasses(
                "in-memory-needs-no-driver",
                "the in-memory adapter depends on nothing outside the project but java.* without input and output",
                "it lets the whole core run, in tests and inside other programs, with nothing installed",
                this::inMemory,
                Dependencies.on(target -> !layout.inRoot(target)
                        && !Jdk.isHarmless(target)
                        && !Jdk.isLog(target)
                        && !settings.isForCore(target)));
    }

    private NamedRule adaptersApart() {
        return onClasses(
                "adapters-apart",
                "adapters do not know one another",
                "each adapter can be replaced, tested and left out alone; what two of them share is a port or belongs to the"
                        + " application",
                layout::inAdapter,
                type -> Dependencies.on(target -> layout.inAdapter(target)
                                && !layout.roomOf(target).equals(layout.roomOf(type)))
                        .apply(type));
    }

    private NamedRule adaptersWiredByApp() {
        return onClasses(
                "adapters-wired-by-app",
                "outside the core, none but the adapters themselves and " + layout.app() + " knows an adapter",
                "one place chooses the adapter of each port; a choice that is made elsewhere is hard to find",
                type -> layout.inRoot(type) && layout.roomOf(type).equals(Layout.NO_ROOM),
                Dependencies.on(layout::inAdapter));
    }

    private NamedRule nobodyKnowsApp() {
        return onClasses(
                "nobody-knows-app",
                "nothing depends on " + layout.app(),
                "the composition root depends on everything, and so does each class that depends on it; pass"
                        + " what is needed as an argument",
                type -> layout.inRoot(type) && !layout.inApp(type) && !layout.inCore(type),
                Dependencies.on(layout::inApp));
    }

    private NamedRule vendorsStayHome() {
        List<Vendor> vendors = new ArrayList<>();
        settings.owners()
                .forEach((pattern, rooms) -> vendors.add(new Vendor(PackageMatcher.of(pattern), pattern, rooms)));
        return onClasses(
                "vendors-stay-home",
                "each driver and library is used by its own room alone: " + settings.vendors,
                "a library that one room uses can be upgraded or replaced in one room; the others use a port"
                        + " that says what they need",
                layout::inRoot,
                type -> vendors.stream()
                        .filter(vendor -> !vendor.rooms().contains(layout.roomOf(type)))
                        .flatMap(vendor -> vendor.complaints(type)));
    }

    private boolean inMemory(JavaClass type) {
        return layout.inAdapter(type) && layout.roomOf(type).equals(layout.inMemory());
    }

    private record Vendor(PackageMatcher packages, String pattern, Set<String> rooms) {

        Stream<String> complaints(JavaClass type) {
            return Dependencies.on(target -> packages.matches(target.getPackageName()))
                    .apply(type)
                    .map(text -> text + " [" + pattern + " belongs to " + String.join(", ", rooms) + "]");
        }
    }
}
