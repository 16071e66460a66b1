package dev.messenger.archrules;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/** Dependencies without cycles: between features, and between packages. */
final class CycleRules {

    private final Layout layout;

    CycleRules(Layout layout) {
        this.layout = layout;
    }

    List<NamedRule> rules() {
        return List.of(
                featuresWithoutCycles("domain-without-cycles", "domain", layout.domain() + ".(*).."),
                featuresWithoutCycles("application-without-cycles", "application", layout.application() + ".(*).."),
                featuresWithoutCycles("adapters-without-cycles", "each adapter", layout.adapter() + ".(*).(*).."),
                packagesWithoutCycles());
    }

    private NamedRule featuresWithoutCycles(String name, String room, String features) {
        return withoutCycles(
                name,
                "the features within " + room + " are free of cycles",
                "features in a cycle can be neither understood nor changed nor removed one by one; let one of them own"
                        + " what both need, or let it publish an event",
                features);
    }

    private NamedRule packagesWithoutCycles() {
        return withoutCycles(
                "packages-without-cycles",
                "all packages are free of cycles, a feature and its ports, a root and its features included",
                "packages in a cycle are one package in disguise: none can be read, tested or moved to a module of its own"
                        + " without the others; move what both need into the lower one",
                "(**)");
    }

    private NamedRule withoutCycles(String name, String description, String reason, String slices) {
        return NamedRule.of(
                name,
                description,
                reason,
                SlicesRuleDefinition.slices()
                        .matching(layout.root() + "." + slices)
                        .should()
                        .beFreeOfCycles());
    }
}
