package dev.messenger.app.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What to measure, from arguments {@code name=value}.
 *
 * @param data {@code size=full} or {@code size=small} (a quick look)
 * @param seconds {@code seconds}: how long a run takes
 * @param rounds {@code rounds}: how many runs of each contender count
 * @param warmUp {@code warm}: for how many seconds an endpoint is under load before its runs count
 * @param connections {@code connections} of the load generator
 * @param memoryRuns {@code memory}: how many runs of sending between two looks at the heap
 * @param parts {@code parts}: some of {@code limits,others,flatness,memory}
 * @param only {@code only}: measure just what has this in its name
 * @param home {@code home}: the folder of the launcher, else what property {@code messenger.home} says
 * @param output {@code output}: the folder for the table and for what the load generators printed
 */
record Options(
        DataSet data,
        int seconds,
        int rounds,
        int warmUp,
        int connections,
        int memoryRuns,
        List<String> parts,
        String only,
        Path home,
        Path output) {

    private static final Set<String> NAMES =
            Set.of("size", "seconds", "rounds", "warm", "connections", "memory", "parts", "only", "home", "output");

    static Options of(String[] arguments) {
        Map<String, String> given = new TreeMap<>();
        for (String argument : arguments) {
            String[] pair = argument.toLowerCase(Locale.ROOT).split("=", 2);
            if (pair.length != 2 || !NAMES.contains(pair[0])) {
                throw new IllegalArgumentException(argument + " is no option; there are " + NAMES);
            }
            given.put(pair[0], argument.split("=", 2)[1]);
        }
        boolean full = given.getOrDefault("size", "full").equals("full");
        return new Options(
                full ? DataSet.FULL : DataSet.SMALL,
                number(given, "seconds", full ? 6 : 3),
                number(given, "rounds", full ? 5 : 3),
                number(given, "warm", full ? 30 : 8),
                number(given, "connections", 32),
                number(given, "memory", full ? 20 : 3),
                Arrays.asList(given.getOrDefault("parts", "limits,others,flatness,memory")
                        .split(",", -1)),
                given.getOrDefault("only", ""),
                Path.of(given.getOrDefault("home", System.getProperty("messenger.home", "."))),
                Path.of(given.getOrDefault("output", "target/benchmark")));
    }

    private static int number(Map<String, String> given, String name, int fallback) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(fallback)));
    }

    boolean runs(String part) {
        return parts.contains(part);
    }

    boolean measures(String name) {
        return name.contains(only);
    }
}
