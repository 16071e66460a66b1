package dev.messenger.archrules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatchers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The configuration of {@link HexagonalRules}, which changes copies only. */
final class Settings {

    final Layout layout;

    /** By room, the patterns of packages that are reserved for it. */
    final Map<String, Set<String>> vendors = new LinkedHashMap<>();

    final Set<String> coreMayUse = new TreeSet<>(Set.of("org.jspecify.annotations"));
    final Set<String> kindNames = new TreeSet<>(RoomRules.KIND_NAMES);
    final Set<String> timelessRooms = new TreeSet<>();
    final List<Exemption> exemptions = new ArrayList<>();
    final Set<String> expectedRooms = new TreeSet<>();
    Optional<String> packageAnnotation = Optional.of("org.jspecify.annotations.NullMarked");
    Optional<String> exceptionRoot = Optional.empty();
    Optional<Integer> longestFile = Optional.empty();

    Settings(Layout layout) {
        this.layout = layout;
        timelessRooms.addAll(Set.of(layout.domain(), layout.application()));
        expectedRooms.addAll(Set.of(layout.domain(), layout.application()));
    }

    Settings(Settings other) {
        this.layout = other.layout;
        other.vendors.forEach((room, packages) -> vendors.put(room, new TreeSet<>(packages)));
        replace(coreMayUse, other.coreMayUse);
        replace(kindNames, other.kindNames);
        replace(timelessRooms, other.timelessRooms);
        replace(expectedRooms, other.expectedRooms);
        exemptions.addAll(other.exemptions);
        packageAnnotation = other.packageAnnotation;
        exceptionRoot = other.exceptionRoot;
        longestFile = other.longestFile;
    }

    static <T> void replace(Set<T> values, Set<T> by) {
        values.clear();
        values.addAll(by);
    }

    /** By pattern of packages, the rooms that may use them. */
    Map<String, Set<String>> owners() {
        Map<String, Set<String>> owners = new TreeMap<>();
        vendors.forEach((room, patterns) -> patterns.forEach(pattern ->
                owners.computeIfAbsent(pattern, key -> new TreeSet<>()).add(room)));
        return owners;
    }

    boolean isForCore(JavaClass type) {
        return PackageMatchers.of(coreMayUse).test(type.getPackageName());
    }
}
