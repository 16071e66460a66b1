package dev.messenger.archrules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatchers;
import java.util.Set;

/** The part of the Java library that the core may use, and what counts as a log. */
final class Jdk {

    private static final PackageMatchers ANY = PackageMatchers.of("java..");

    /** Values, collections and arithmetic: packages that only compute. */
    private static final PackageMatchers VALUES = PackageMatchers.of(
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "java.text",
            "java.time..",
            "java.util",
            "java.util.function",
            "java.util.random",
            "java.util.regex",
            "java.util.stream");

    private static final Set<String> VALUE_CLASSES = Set.of(
            "java.io.Serial", "java.io.Serializable", "java.net.IDN", "java.net.URI", "java.net.URISyntaxException");

    private static final PackageMatchers OUTSIDE_WORLD = PackageMatchers.of(
            "java.applet..",
            "java.awt..",
            "java.beans..",
            "java.net.http..",
            "java.nio.channels..",
            "java.nio.file..",
            "java.rmi..",
            "java.sql..",
            "java.util.jar..",
            "java.util.prefs..",
            "java.util.zip..");

    private static final Set<String> OUTSIDE_CLASSES = Set.of(
            "java.io.Console",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.net.DatagramSocket",
            "java.net.HttpURLConnection",
            "java.net.InetAddress",
            "java.net.ServerSocket",
            "java.net.Socket",
            "java.net.URL",
            "java.net.URLConnection",
            "java.util.Scanner");

    private static final PackageMatchers LOGS = PackageMatchers.of(
            "java.util.logging..", "org.apache.commons.logging..", "org.apache.logging..", "org.slf4j..");

    private Jdk() {}

    /** Whether the class is in the part of {@code java..} that only computes. */
    static boolean isValueType(JavaClass type) {
        return !reachesOut(type) && (VALUES.test(type.getPackageName()) || VALUE_CLASSES.contains(outermost(type)));
    }

    /** Whether the class is in {@code java..} and opens no file, socket, database or process. */
    static boolean isHarmless(JavaClass type) {
        return ANY.test(type.getPackageName()) && !reachesOut(type);
    }

    /** Whether the class writes a log; only {@link PurityRules} checks these. */
    static boolean isLog(JavaClass type) {
        return LOGS.test(type.getPackageName())
                || type.getName().startsWith("java.lang.System$Logger")
                || type.getName().equals("java.io.PrintStream");
    }

    private static boolean reachesOut(JavaClass type) {
        return OUTSIDE_WORLD.test(type.getPackageName()) || OUTSIDE_CLASSES.contains(outermost(type));
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }
}
