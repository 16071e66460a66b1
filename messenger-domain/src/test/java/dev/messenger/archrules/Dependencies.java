package dev.messenger.archrules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a class depends on, with arrays and primitive types taken as what they are made of. */
final class Dependencies {

    private Dependencies() {}

    /** A sentence for each dependency on a class that is not allowed. */
    static Function<JavaClass, Stream<String>> on(Predicate<JavaClass> forbidden) {
        return type -> type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> !target(dependency).isPrimitive() && forbidden.test(target(dependency)))
                .map(Dependency::getDescription);
    }

    static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }
}
