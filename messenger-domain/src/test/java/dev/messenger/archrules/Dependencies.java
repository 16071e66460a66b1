package dev.messenger.archrules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The dependencies of a class; an array counts as its component type. */
final class Dependencies {

    private Dependencies() {}

    /** Describes each dependency on a forbidden class. */
    static Function<JavaClass, Stream<String>> on(Predicate<JavaClass> forbidden) {
        return type -> type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> !target(dependency).isPrimitive() && forbidden.test(target(dependency)))
                .map(Dependency::getDescription);
    }

    static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }
}
