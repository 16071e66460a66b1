package dev.messenger.archrules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;

/**
 * The names of the packages of a project. A <em>room</em> is {@code domain}, {@code application}, {@code app} (whatever their
 * names) or one adapter, which has its own name, such as {@code jdbc}.
 *
 * @param root the package above all rooms, such as {@code com.example.shop}
 * @param domain the room of the business rules
 * @param application the room of the use cases
 * @param port the package of driven ports below each feature of the application
 * @param adapter the package whose children are the adapters
 * @param inMemory the adapter that works without any driver
 * @param app the room that wires the others together
 */
public record Layout(
        String root, String domain, String application, String port, String adapter, String inMemory, String app) {

    /** The result of {@link #roomOf} for a class in no room. */
    static final String NO_ROOM = "";

    /** @throws IllegalArgumentException if a name is blank, or starts or ends with a dot */
    public Layout {
        for (String name : new String[] {root, domain, application, port, adapter, inMemory, app}) {
            if (name.isBlank() || name.startsWith(".") || name.endsWith(".")) {
                throw new IllegalArgumentException("not the name of a package: '" + name + "'");
            }
        }
    }

    /** The layout {@code root.{domain, application.<feature>.port, adapter.inmemory, adapter.<name>, app}}. */
    public static Layout of(String root) {
        return new Layout(root, "domain", "application", "port", "adapter", "inmemory", "app");
    }

    boolean inRoot(JavaClass type) {
        return isWithin(root, type.getPackageName());
    }

    boolean inDomain(JavaClass type) {
        return isWithin(root + "." + domain, type.getPackageName());
    }

    boolean inApplication(JavaClass type) {
        return isWithin(root + "." + application, type.getPackageName());
    }

    /** Whether the class is in the package of the application itself, above its features. */
    boolean inApplicationRoot(JavaClass type) {
        return type.getPackageName().equals(root + "." + application);
    }

    /** Whether the class is in the core: domain or application. */
    boolean inCore(JavaClass type) {
        return inDomain(type) || inApplication(type);
    }

    boolean inAdapter(JavaClass type) {
        return isWithin(root + "." + adapter, type.getPackageName());
    }

    boolean inApp(JavaClass type) {
        return isWithin(root + "." + app, type.getPackageName());
    }

    /** Whether a package between the root and the class has the name of ports. */
    boolean inPort(JavaClass type) {
        return inRoot(type) && Arrays.asList(segmentsBelowRoot(type)).contains(port);
    }

    /** The room of the class, or {@link #NO_ROOM}. */
    String roomOf(JavaClass type) {
        if (inDomain(type)) {
            return domain;
        }
        if (inApplication(type)) {
            return application;
        }
        if (inApp(type)) {
            return app;
        }
        if (inAdapter(type)) {
            return firstSegment(below(root + "." + adapter, type));
        }
        return NO_ROOM;
    }

    String[] segmentsBelowRoot(JavaClass type) {
        return below(root, type).split("\\.", -1);
    }

    private static String below(String parent, JavaClass type) {
        String name = type.getPackageName();
        return name.length() > parent.length() ? name.substring(parent.length() + 1) : "";
    }

    private static String firstSegment(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private static boolean isWithin(String parent, String name) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
