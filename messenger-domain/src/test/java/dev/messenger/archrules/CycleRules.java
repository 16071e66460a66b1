package dev.messenger.archrules;

import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/** Features that need one another in a circle are one feature. */
final class CycleRules {

    private static final String REASON =
            "features in a circle can be neither understood nor changed nor taken out one by one;"
                    + " let one of them own what both need, or tell the other by an event";

    private final Layout layout;

    CycleRules(Layout layout) {
        this.layout = layout;
    }

    List<NamedRule> rules() {
        return List.of(
                freeOfCycles("domain-without-cycles", "domain", layout.domain() + ".(*).."),
                freeOfCycles("application-without-cycles", "application", layout.application() + ".(*).."),
                freeOfCycles("adapters-without-cycles", "each adapter", layout.adapter() + ".(*).(*).."));
    }

    private NamedRule freeOfCycles(String name, String room, String slices) {
        return NamedRule.of(
                name,
                "the features within " + room + " are free of cycles",
                REASON,
                SlicesRuleDefinition.slices()
                        .matching(layout.root() + "." + slices)
                        .should()
                        .beFreeOfCycles());
    }
}
