package dev.messenger.archrules;

import static dev.messenger.archrules.NamedRule.onClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Optional rules, which a project switches on by a value: the root of its exceptions, the length of its longest file. */
final class HabitRules {

    private final Settings settings;
    private final Layout layout;

    HabitRules(Settings settings) {
        this.settings = settings;
        this.layout = settings.layout;
    }

    List<NamedRule> rules() {
        List<NamedRule> rules = new ArrayList<>();
        settings.exceptionRoot.ifPresent(root -> rules.add(exceptionsHaveACategory(root)));
        settings.longestFile.ifPresent(lines -> rules.add(filesStayShort(lines)));
        return List.copyOf(rules);
    }

    private NamedRule exceptionsHaveACategory(String root) {
        return onClasses(
                "exceptions-have-a-category",
                "each exception of domain and application is a " + root,
                "a caller handles a handful of categories, once and completely; an exception outside of them"
                        + " is a programming error",
                type -> layout.inCore(type) && type.isAssignableTo(Throwable.class),
                type -> type.isAssignableTo(root) ? Stream.empty() : Stream.of(type.getName() + " is not a " + root));
    }

    private NamedRule filesStayShort(int lines) {
        return onClasses(
                "files-stay-short",
                "no source file has code beyond line " + lines,
                "a class that must be scrolled has more than one reason to change: give the second one a class of its own",
                layout::inRoot,
                type -> lastLine(type) <= lines
                        ? Stream.empty()
                        : Stream.of(type.getName() + " has code in line " + lastLine(type)));
    }

    /** The last line in the class file: of a call, a field access or the start of a method. */
    private static int lastLine(JavaClass type) {
        return Stream.concat(
                        type.getAccessesFromSelf().stream().map(JavaAccess::getLineNumber),
                        type.getCodeUnits().stream()
                                .map(unit -> unit.getSourceCodeLocation().getLineNumber()))
                .max(Integer::compare)
                .orElse(0);
    }
}
