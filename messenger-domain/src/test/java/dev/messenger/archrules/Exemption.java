package dev.messenger.archrules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;

/**
 * Classes that one rule ignores.
 *
 * @param rule the name of the rule
 * @param classes the full name of a class (its nested classes included) or a pattern of packages that ends in {@code ..}
 * @param reason why, not blank
 */
record Exemption(String rule, String classes, String reason) {

    Exemption {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("the exemption of " + classes + " from " + rule + " needs a reason");
        }
    }

    boolean covers(JavaClass type) {
        if (classes.endsWith("..")) {
            return PackageMatcher.of(classes).matches(type.getPackageName());
        }
        return type.getName().equals(classes) || type.getName().startsWith(classes + "$");
    }
}
