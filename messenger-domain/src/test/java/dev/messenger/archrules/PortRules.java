package dev.messenger.archrules;

import static dev.messenger.archrules.NamedRule.onClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where driven ports are, and what a port package may contain. */
final class PortRules {

    private final Layout layout;

    PortRules(Layout layout) {
        this.layout = layout;
    }

    List<NamedRule> rules() {
        return List.of(portsHaveTheirPlace(), portsAreInterfaces(), adaptersImplementPorts());
    }

    private NamedRule portsHaveTheirPlace() {
        String place = layout.application() + ".<feature>." + layout.port();
        return onClasses(
                "ports-have-their-place",
                "ports live in " + place,
                "the author of an adapter finds everything to implement under one name, and the author of a"
                        + " feature finds its needs beside it",
                layout::inPort,
                type -> isInPlace(type)
                        ? Stream.empty()
                        : Stream.of(type.getName() + " is in " + type.getPackageName() + ", not in " + place));
    }

    private NamedRule portsAreInterfaces() {
        return onClasses(
                "ports-are-interfaces",
                "a port package holds interfaces, and the records, enums and exceptions that they speak in",
                "a port says what the application needs; the class that says how is an adapter's",
                type -> layout.inPort(type) && !type.isAnonymousClass(),
                type -> isInterfaceOrValue(type)
                        ? Stream.empty()
                        : Stream.of(type.getName() + " is a class with behaviour of its own"));
    }

    private NamedRule adaptersImplementPorts() {
        return onClasses(
                "adapters-implement-ports",
                "what an adapter implements is a port (or a callback that is nested in what calls it)",
                "an interface of the core that an adapter implements is a driven port, whatever its name:"
                        + " among the ports it is found, and gets a contract test and an in-memory implementation",
                layout::inAdapter,
                type -> type.getRawInterfaces().stream()
                        .filter(contract -> layout.inCore(contract) && !layout.inPort(contract))
                        .filter(JavaClass::isTopLevelClass)
                        .map(contract -> type.getName() + " implements " + contract.getName() + ", which is no port"));
    }

    private boolean isInPlace(JavaClass type) {
        List<String> segments = Arrays.asList(layout.segmentsBelowRoot(type));
        int port = segments.size() - 1;
        return layout.inApplication(type)
                && segments.indexOf(layout.port()) == port
                && segments.size() > layout.application().split("\\.", -1).length + 1;
    }

    private static boolean isInterfaceOrValue(JavaClass type) {
        return type.isInterface()
                || type.isRecord()
                || type.isAssignableTo(Enum.class)
                || type.isAssignableTo(Throwable.class);
    }
}
