package dev.messenger.archrules;

import static dev.messenger.archrules.NamedRule.onClasses;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Immutability, and how objects get what they need. */
final class StateRules {

    private static final Pattern SETTER = Pattern.compile("set\\p{Upper}.*");

    /** By simple name, since javax, jakarta, Spring and others have such annotations. */
    private static final Set<String> INJECTIONS =
            Set.of("Autowired", "EJB", "Inject", "InjectMocks", "PersistenceContext", "Resource");

    private final Layout layout;

    StateRules(Layout layout) {
        this.layout = layout;
    }

    List<NamedRule> rules() {
        return List.of(fieldsAreFinal(), noSetters(), noStaticState(), noFieldInjection());
    }

    private NamedRule fieldsAreFinal() {
        return onClasses(
                "domain-is-immutable",
                "each field of a domain type is final",
                "a value that cannot change can be shared between threads, kept in a cache and compared; a change is a new"
                        + " value with a name of its own",
                layout::inDomain,
                type -> type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC) && isVariable(field))
                        .map(field -> field.getFullName() + " is not final"));
    }

    private NamedRule noSetters() {
        return onClasses(
                "domain-has-no-setters",
                "no domain type has a setter",
                "a setter changes a part without checking the whole; offer an operation instead (rename,"
                        + " promote, expire) that returns the new value",
                layout::inDomain,
                type -> type.getMethods().stream()
                        .filter(StateRules::isSetter)
                        .map(method -> method.getFullName() + " is a setter"));
    }

    private NamedRule noStaticState() {
        return onClasses(
                "no-static-state",
                "no static field of domain and application can be assigned anew",
                "static state is shared by tests that run side by side, by two instances in one process, and by nobody in a"
                        + " second process",
                layout::inCore,
                type -> type.getFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC) && isVariable(field))
                        .map(field -> field.getFullName() + " is static and not final"));
    }

    private NamedRule noFieldInjection() {
        return onClasses(
                "no-field-injection",
                "no field is filled in by a container",
                "a constructor lists what an object needs: the object never exists half built, and anyone can"
                        + " build it without a container",
                layout::inRoot,
                type -> type.getFields().stream()
                        .filter(field -> field.getAnnotations().stream().anyMatch(StateRules::isInjection))
                        .map(field -> field.getFullName() + " is injected"));
    }

    private static boolean isVariable(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.FINAL)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isSetter(JavaMethod method) {
        return SETTER.matcher(method.getName()).matches()
                && method.getRawParameterTypes().size() == 1
                && method.getRawReturnType().isEquivalentTo(void.class);
    }

    private static boolean isInjection(JavaAnnotation<?> annotation) {
        return INJECTIONS.contains(annotation.getRawType().getSimpleName());
    }
}
