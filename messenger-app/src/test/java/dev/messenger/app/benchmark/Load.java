package dev.messenger.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The load generators, wrk and pgbench: processes of their own, whose output is kept. Runs one at a time. */
final class Load {

    /** @param p50 milliseconds, 0 where the generator does not tell */
    record Sample(double perSecond, double p50, double p99, long failures) {}

    /** One request for wrk; {@code @@} in the body is replaced by something new each time. */
    record Request(String method, String path, String token, String body) {}

    /** Prints one line that is easily read back. A connection starts where the chance of its thread leads it. */
    private static final String LUA = """
            local threads = 0
            function setup(thread)
              threads = threads + 1
              thread:set("number", threads)
            end
            function init(arguments)
              requests = {}
              for line in io.lines(arguments[1]) do
                local method, path, token, body = line:match("([^\\t]*)\\t([^\\t]*)\\t([^\\t]*)\\t(.*)")
                requests[#requests + 1] = {method, path, {["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json"}, body}
              end
              math.randomseed(arguments[2] * 64 + number)
              at = math.random(#requests)
              serial = 0
              tag = arguments[2] .. "." .. number .. "."
            end
            function request()
              at = at % #requests + 1
              serial = serial + 1
              local r = requests[at]
              return wrk.format(r[1], r[2], r[3], r[4] ~= "" and r[4]:gsub("@@", tag .. serial) or nil)
            end
            function done(summary, latency)
              local e = summary.errors
              io.write(string.format("RESULT %.1f %.3f %.3f %d\\n", summary.requests * 1e6 / summary.duration,
                latency:percentile(50) / 1000, latency:percentile(99) / 1000, e.connect + e.read + e.write + e.status + e.timeout))
            end
            """;

    private static final Pattern WRK = Pattern.compile("RESULT ([0-9.]+) ([0-9.]+) ([0-9.]+) (\\d+)");
    private static final Pattern PGBENCH = Pattern.compile("tps = ([0-9.]+) \\(without");
    private static final Pattern PGBENCH_LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

    private static final int A_MOMENT = 2;

    private final Path folder;
    private final Map<String, Integer> warmth = new HashMap<>();
    private int seconds;
    private boolean warming;
    private int runs;

    /** @param seconds how long each run takes at first */
    Load(Path folder, int seconds) throws IOException {
        this.folder = folder;
        this.seconds = seconds;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("requests.lua"), LUA);
    }

    /** From now on each run takes so long. */
    void lasting(int newSeconds) {
        seconds = newSeconds;
        warming = false;
    }

    /**
     * From now on runs warm up: they take as long as an endpoint of a server lacks of having been under load for so many seconds. The
     * database has nothing to compile.
     */
    void warmingUp(int secondsUnderLoad) {
        seconds = secondsUnderLoad;
        warming = true;
    }

    /** Keeps requests for {@link #http}; they are sent in turn. */
    Path requests(String name, List<Request> requests) {
        Path file = folder.resolve(name + ".requests");
        try {
            Files.writeString(
                    file,
                    requests.stream()
                            .map(request ->
                                    String.join("\t", request.method(), request.path(), request.token(), request.body())
                                            + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    Sample http(String name, int port, int connections, Path requests) {
        String endpoint = port + " " + endpoint(requests);
        int before = warmth.getOrDefault(endpoint, 0);
        int lasting = warming ? Math.max(A_MOMENT, seconds - before) : seconds;
        warmth.put(endpoint, before + lasting);
        String output = run(
                name,
                lasting,
                List.of(
                        "wrk",
                        "-t" + Math.min(2, connections),
                        "-c" + connections,
                        "-d" + lasting + "s",
                        "--timeout",
                        "10s",
                        "-s",
                        folder.resolve("requests.lua").toString(),
                        "http://127.0.0.1:" + port,
                        "--",
                        requests.toString(),
                        Integer.toString(++runs)));
        Matcher result = found(WRK, output);
        return new Sample(number(result, 1), number(result, 2), number(result, 3), Long.parseLong(result.group(4)));
    }

    Sample sql(String name, String jdbcUrl, int connections, String script) {
        try {
            Path file = Files.writeString(folder.resolve(name + ".pgbench"), script);
            String url = jdbcUrl.replaceFirst("^jdbc:postgresql://", "postgresql://")
                    .replaceFirst("(\\?|&)(ApplicationName|prepareThreshold)=[^&]*", "");
            int lasting = warming ? A_MOMENT : seconds;
            String output = run(
                    name,
                    lasting,
                    List.of(
                            "pgbench",
                            "-n",
                            "-M",
                            "prepared",
                            "-c",
                            Integer.toString(connections),
                            "-j",
                            "2",
                            "-T",
                            Integer.toString(lasting),
                            "-f",
                            file.toString(),
                            url));
            double latency = number(found(PGBENCH_LATENCY, output), 1);
            return new Sample(number(found(PGBENCH, output), 1), latency, 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first request is to, without ids and query. */
    private static String endpoint(Path requests) {
        try (Stream<String> lines = Files.lines(requests)) {
            String[] first = lines.findFirst().orElseThrow().split("\t", -1);
            return first[0] + " " + first[1].replaceAll("[?].*|[0-9]+", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Matcher found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("no figures in: " + output);
        }
        return matcher;
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }

    /** The whole output, kept in the folder as well. */
    private String run(String name, int lasting, List<String> command) {
        try {
            Path output = folder.resolve(String.format(Locale.ROOT, "%03d-%s.txt", ++runs, name));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(lasting + 60L, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command.getFirst() + " does not end");
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException("is " + command.getFirst() + " installed?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
