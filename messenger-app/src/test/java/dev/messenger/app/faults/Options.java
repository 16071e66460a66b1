package dev.messenger.app.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What to run, from arguments {@code name=value}.
 *
 * @param seconds {@code seconds}: how long a fault lasts
 * @param writers {@code writers}: how many clients send at the same time
 * @param only {@code only}: run just the faults that have this in their name
 * @param output {@code output}: the folder for the table and the logs of the servers
 */
record Options(int seconds, int writers, String only, Path output) {

    private static final Set<String> NAMES = Set.of("seconds", "writers", "only", "output");

    static Options of(String[] arguments) {
        Map<String, String> given = new TreeMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (pair.length != 2 || !NAMES.contains(pair[0])) {
                throw new IllegalArgumentException(argument + " is no option; there are " + NAMES);
            }
            given.put(pair[0], pair[1]);
        }
        return new Options(
                Integer.parseInt(given.getOrDefault("seconds", "5")),
                Integer.parseInt(given.getOrDefault("writers", "4")),
                given.getOrDefault("only", ""),
                Path.of(given.getOrDefault("output", "target/faults")));
    }
}
