package dev.messenger.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's process holds, after a collection of its garbage.
 *
 * @param rss resident memory in bytes
 * @param heap live objects in bytes
 */
record ServerMemory(long rss, long heap) {

    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    /** Asks the JVM {@code pid}, on this machine. */
    static ServerMemory of(long pid) {
        try {
            String histogram = jcmd(pid, "GC.class_histogram"); // collects first
            return new ServerMemory(
                    number(RSS, Files.readString(Path.of("/proc/" + pid + "/status"))) * 1024,
                    number(TOTAL, histogram));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        long number = 0;
        while (matcher.find()) {
            number = Long.parseLong(matcher.group(1));
        }
        return number;
    }
}
