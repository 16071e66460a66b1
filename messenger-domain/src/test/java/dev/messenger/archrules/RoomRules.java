package dev.messenger.archrules;

import static dev.messenger.archrules.NamedRule.onClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Each room has classes, each class has a room, and packages are named by feature. */
final class RoomRules {

    /** Names that say what kind of class a package contains, and not what for. */
    static final Set<String> KIND_NAMES = Set.of(
            ("base common commons constant constants controller controllers dao daos dto dtos entities entity enums exception"
                            + " exceptions helper helpers impl interfaces manager managers mapper mappers misc model models"
                            + " pojo pojos repositories repository service services types util utilities utils vo")
                    .split(" "));

    private final Settings settings;
    private final Layout layout;

    RoomRules(Settings settings) {
        this.settings = settings;
        this.layout = settings.layout;
    }

    List<NamedRule> rules() {
        List<NamedRule> rules = new ArrayList<>(List.of(roomsAreThere(), everyClassHasARoom(), packagesByFeature()));
        settings.packageAnnotation.ifPresent(annotation -> rules.add(packagesAreAnnotated(annotation)));
        return List.copyOf(rules);
    }

    private NamedRule roomsAreThere() {
        return NamedRule.of(
                "rooms-are-there",
                "classes of every room were imported: " + settings.expectedRooms,
                "a rule that looks at nothing is always kept; a misspelt root or a module that is missing from the class path"
                        + " must not look like a good architecture",
                ArchRuleDefinition.all(expectedRooms()).should(beInhabited()));
    }

    private NamedRule everyClassHasARoom() {
        return onClasses(
                "every-class-has-a-room",
                "each class lives in " + layout.domain() + ", " + layout.application()
                        + ", an adapter of its own name or " + layout.app(),
                "the rules constrain rooms: a class outside of all rooms escapes nearly every rule",
                type -> layout.inRoot(type) && layout.roomOf(type).equals(Layout.NO_ROOM),
                type -> Stream.of(type.getName() + " is in " + type.getPackageName() + ", which belongs to no room"));
    }

    private NamedRule packagesByFeature() {
        return onClasses(
                "packages-by-feature",
                "no package is named after the kind of its classes",
                "what changes together stands together: a feature is read, changed and deleted in one place, while a package of"
                        + " all helpers or all entities only grows",
                layout::inRoot,
                type -> Arrays.stream(layout.segmentsBelowRoot(type))
                        .filter(settings.kindNames::contains)
                        .map(kind -> "package " + type.getPackageName() + " is named after a kind, '" + kind + "' ("
                                + type.getSimpleName() + " is in it)"));
    }

    private NamedRule packagesAreAnnotated(String annotation) {
        return onClasses(
                "packages-are-annotated",
                "each package has a package-info with @" + annotation,
                "a package without it is silently left out of what the annotation switches on (for @NullMarked: every check for"
                        + " null), and its package-info is where a reader learns what it is for",
                layout::inRoot,
                type -> type.getPackage().isAnnotatedWith(annotation)
                        ? Stream.empty()
                        : Stream.of(type.getName() + " is in a package that has no package-info with it"));
    }

    private AbstractClassesTransformer<Room> expectedRooms() {
        return new AbstractClassesTransformer<>("rooms") {
            @Override
            public Iterable<Room> doTransform(JavaClasses classes) {
                List<Room> rooms = new ArrayList<>();
                rooms.add(new Room(layout.root(), classes.stream().anyMatch(layout::inRoot)));
                settings.expectedRooms.forEach(name -> rooms.add(new Room(name, isInhabited(classes, name))));
                return rooms;
            }
        };
    }

    private boolean isInhabited(JavaClasses classes, String room) {
        return classes.stream().anyMatch(type -> isInhabitant(type, room));
    }

    private boolean isInhabitant(JavaClass type, String room) {
        return layout.inRoot(type) && layout.roomOf(type).equals(room) && !NamedRule.isPackageInfo(type);
    }

    private static ArchCondition<Room> beInhabited() {
        return new ArchCondition<>("have classes") {
            @Override
            public void check(Room room, ConditionEvents events) {
                if (!room.inhabited()) {
                    events.add(SimpleConditionEvent.violated(room, "no class of " + room.name() + " was imported"));
                }
            }
        };
    }

    private record Room(String name, boolean inhabited) {}
}
