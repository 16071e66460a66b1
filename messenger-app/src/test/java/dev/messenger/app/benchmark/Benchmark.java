package dev.messenger.app.benchmark;

import dev.messenger.adapter.jdbc.JdbcStore;
import dev.messenger.adapter.security.SecureRandomness;
import dev.messenger.app.account.Argon2idHasher;
import dev.messenger.app.account.JwtTokens;
import dev.messenger.app.benchmark.Load.Request;
import dev.messenger.app.benchmark.Load.Sample;
import dev.messenger.domain.account.Password;
import dev.messenger.embedded.EmbeddedServices;
import dev.messenger.embedded.Selection;
import dev.messenger.embedded.StoreCoordinates;
import dev.messenger.embedded.StoreSettings;
import dev.messenger.testing.Folders;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Measures the server beside the limits of its machine and writes one table. See {@code docs/benchmarks.md}.
 *
 * <p>Two data sets and a server on each of them: what has to stay flat is compared between them, all else is measured on the
 * large one.
 */
public final class Benchmark {

    private static final String TOKEN_SECRET = "a secret of the benchmark, and of nobody else at all";
    private static final String PASSWORD = "a password of the benchmark";

    /** A search for less than two characters asks nobody and finds nothing (rule N2). */
    private static final String NO_DATABASE = "/api/v1/search?query=x";

    private static final String COLUMNS = "| per second | p50 ms | p99 ms | failures | ratio";

    /** A data set and the server on it. */
    private record Site(DataSet data, String databaseUrl, Requests requests, Program server) implements AutoCloseable {

        @Override
        public void close() {
            server.close();
        }
    }

    private final Options options;
    private final Path folder;
    private final Load load;
    private final Report report = new Report();

    private Benchmark(Options options, Path folder) throws IOException {
        this.options = options;
        this.folder = folder;
        this.load = new Load(folder, options.seconds());
    }

    /** Options as {@code name=value}: see {@link Options}. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        Path folder = Files.createDirectories(options.output().toAbsolutePath());
        Path services = Files.createTempDirectory("messenger-benchmark-");
        try (EmbeddedServices embedded =
                EmbeddedServices.start(services, new Selection(true, true, true), StoreSettings.loopback())) {
            new Benchmark(options, folder).run(embedded);
        } finally {
            Folders.delete(services);
        }
        System.exit(0);
    }

    private void run(EmbeddedServices services) throws Exception {
        try (Site large = site(services, "large", options.data())) {
            if (options.runs("limits")) {
                limits(large);
            }
            if (options.runs("others")) {
                others(large);
            }
            if (options.runs("flatness")) {
                try (Site little = site(services, "little", DataSet.SMALL)) {
                    flatness(large, little);
                }
            }
            if (options.runs("memory")) {
                memory(large);
            }
        }
        Files.writeString(folder.resolve("report.md"), report.toString());
        System.out.println(report);
    }

    /** What the hot endpoints are compared with: their bare statement, and a program that does nothing else. */
    private void limits(Site site) throws IOException {
        int empty = emptyAnswer(site).length;
        try (Program limits = Program.limits(site.databaseUrl(), TOKEN_SECRET, empty, folder.resolve("limits.log"))) {
            report.heading(
                    "Beside the limits",
                    "`bare SQL`: one prepared statement by pgbench. `bare pipeline`: token, JSON, that statement, JSON. The ratio is that to the pipeline.",
                    COLUMNS);
            hot(
                    site,
                    limits,
                    "history",
                    BareStatements.HISTORY,
                    path -> site.requests().histories(path, "?limit=50"),
                    "/history/",
                    "/api/v1/messages/");
            hot(
                    site,
                    limits,
                    "chat list",
                    BareStatements.CHAT_LIST,
                    path -> site.requests().chatLists(path),
                    "/chats",
                    "/api/v1/chats?limit=50");
            hot(
                    site,
                    limits,
                    "send",
                    BareStatements.SEND,
                    path -> site.requests().sends(path),
                    "/send",
                    "/api/v1/messages");
            mixed(site, limits);
            if (!options.measures("empty")) {
                return;
            }
            Contest contest = new Contest()
                    .with("empty", http("empty", limits, site.requests().chatLists("/empty")))
                    .with(
                            "messenger",
                            http("no-database", site.server(), site.requests().chatLists(NO_DATABASE)))
                    .run(load, options);
            report.row("empty endpoint with token", contest, "empty", null);
            report.row("messenger without database", contest, "messenger", "empty");
        }
    }

    private void mixed(Site site, Program limits) {
        if (!options.measures("mixed")) {
            return;
        }
        List<Request> bare = site.requests().mixed("/send", "/history/", "/chats");
        Contest contest = new Contest()
                .with("pipeline", http("mixed-pipeline", limits, bare))
                .with("messenger", http("mixed", site.server(), byTurns(site)))
                .run(load, options);
        report.row("send, history, chat list by turns: bare pipeline", contest, "pipeline", null);
        report.row("send, history, chat list by turns: messenger", contest, "messenger", "pipeline");
    }

    private void hot(
            Site site,
            Program limits,
            String name,
            BareStatements statement,
            Function<String, List<Request>> requests,
            String barePath,
            String path) {
        if (!options.measures(name)) {
            return;
        }
        Contest contest = new Contest()
                .with("sql", () -> load.sql(name + "-sql", site.databaseUrl(), 10, statement.forPgbench(site.data())))
                .with("pipeline", http(name + "-pipeline", limits, requests.apply(barePath)))
                .with("messenger", http(name, site.server(), requests.apply(path)))
                .run(load, options);
        report.row(name + ": bare SQL", contest, "sql", "pipeline");
        report.row(name + ": bare pipeline", contest, "pipeline", null);
        report.row(name + ": messenger", contest, "messenger", "pipeline");
    }

    private void others(Site site) {
        report.heading("The other endpoints", "Login is bound by Argon2id on purpose (rule A1).", COLUMNS);
        Requests requests = site.requests();
        measured("mark read", site, requests.marksOfRead());
        measured(
                "message search",
                site,
                requests.byUsers(user -> requests.get("/api/v1/messages/search?query=fox", user)));
        measured(
                "upload-url",
                site,
                requests.byUsers(user -> requests.post(
                        "/api/v1/media/upload-url",
                        user,
                        "{\"file_name\": \"a.png\", \"file_type\": \"image/png\", \"file_size\": 1000}")));
        if (!options.measures("login")) {
            return;
        }
        Contest login = new Contest()
                .with(
                        "login",
                        () -> load.http(
                                "login",
                                site.server().port(),
                                4,
                                load.requests(
                                        "login",
                                        requests.byUsers(user -> requests.post(
                                                "/api/v1/auth/login",
                                                user,
                                                "{\"email\": \"user%d@benchmark.example\", \"password\": \"%s\"}"
                                                        .formatted(user, PASSWORD))))))
                .run(load, options);
        report.row("login, 4 connections", login, "login", null);
    }

    private void measured(String name, Site site, List<Request> requests) {
        if (!options.measures(name)) {
            return;
        }
        Contest contest = new Contest()
                .with(name, http(name.replaceAll("\\W+", "-"), site.server(), requests))
                .run(load, options);
        report.row(name, contest, name, null);
    }

    private void flatness(Site large, Site little) {
        report.heading(
                "Flatness",
                "The same answers from little and from much. The ratio is how many times as long much takes.",
                "| little per second | much per second | times as long");
        flat(
                "history: %,d messages, %,d"
                        .formatted(little.data().messages(), large.data().messages()),
                http("flat-history", little.server(), little.requests().histories("/api/v1/messages/", "?limit=50")),
                http(
                        "flat-history-much",
                        large.server(),
                        large.requests().histories("/api/v1/messages/", "?limit=50")));
        flat(
                "chat list: %,d messages, %,d"
                        .formatted(little.data().messages(), large.data().messages()),
                http("flat-chats", little.server(), little.requests().chatLists("/api/v1/chats?limit=50")),
                http("flat-chats-much", large.server(), large.requests().chatLists("/api/v1/chats?limit=50")));
        flat(
                "mark read: %,d messages, %,d"
                        .formatted(little.data().messages(), large.data().messages()),
                http("flat-read", little.server(), little.requests().marksOfRead()),
                http("flat-read-much", large.server(), large.requests().marksOfRead()));
        Requests requests = large.requests();
        DataSet data = large.data();
        flat(
                "send: to 2 members, to %,d".formatted(data.users() + data.subscribers()),
                http("flat-send", large.server(), requests.sendsTo(data.privateChat())),
                http("flat-send-much", large.server(), requests.sendsTo(data.channel())));
        flat(
                "page of 10 chats: of 10, of 100",
                http("flat-10", large.server(), requests.one("/api/v1/chats?limit=10", data.collector(10))),
                http("flat-100", large.server(), requests.one("/api/v1/chats?limit=10", data.collector(100))));
        flat(
                "page of 10 chats: of 10, of 1,000",
                http("flat-10b", large.server(), requests.one("/api/v1/chats?limit=10", data.collector(10))),
                http("flat-1000", large.server(), requests.one("/api/v1/chats?limit=10", data.collector(1000))));
        flat(
                "51 chats: 10 unread in each, %,d in all"
                        .formatted(50 * data.messages() / data.chats() + data.channelMessages()),
                http("flat-unread", large.server(), requests.one("/api/v1/chats?limit=51", data.reader(false))),
                http("flat-unread-much", large.server(), requests.one("/api/v1/chats?limit=51", data.reader(true))));
        flat(
                "one chat: of 2 members, of %,d".formatted(data.users() + data.subscribers()),
                http("flat-chat", large.server(), requests.one("/api/v1/chats/" + data.privateChat(), 1)),
                http("flat-chat-much", large.server(), requests.one("/api/v1/chats/" + data.channel(), 1)));
    }

    private void flat(String what, Supplier<Sample> little, Supplier<Sample> much) {
        if (!options.measures(what)) {
            return;
        }
        Contest contest =
                new Contest().with("little", little).with("much", much).run(load, options);
        report.row(
                what,
                Report.rate(contest.of("little", Sample::perSecond)),
                Report.rate(contest.of("much", Sample::perSecond)),
                Report.ratio(contest.ratio("little", "much"))
                        + (contest.failures("little") + contest.failures("much") == 0 ? "" : " with failures"));
    }

    /** What is kept in memory has filled it after a tenth of the time. */
    private void memory(Site site) {
        report.heading("Memory", "The heap after a full collection.", "| after a tenth, MB | after all, MB | failures");
        Supplier<Sample> load = http("memory", site.server(), byTurns(site));
        int runs = options.memoryRuns();
        int tenth = Math.max(1, runs / 10);
        long failures = failures(load, tenth);
        double before = site.server().liveHeap();
        failures += failures(load, runs - tenth);
        report.row(
                "send, history, chat list by turns for %,d s".formatted(runs * options.seconds()),
                Report.figure(before),
                Report.figure(site.server().liveHeap()),
                Long.toString(failures));
    }

    private static long failures(Supplier<Sample> load, int runs) {
        long failures = 0;
        for (int run = 0; run < runs; run++) {
            failures += load.get().failures();
        }
        return failures;
    }

    private static List<Request> byTurns(Site site) {
        return site.requests().mixed("/api/v1/messages", "/api/v1/messages/", "/api/v1/chats?limit=50");
    }

    private Supplier<Sample> http(String name, Program program, List<Request> requests) {
        Path file = load.requests(name, requests);
        return () -> load.http(name, program.port(), options.connections(), file);
    }

    private byte[] emptyAnswer(Site site) throws IOException {
        Request request = site.requests().get(NO_DATABASE, 1);
        var connection = URI.create("http://127.0.0.1:" + site.server().port() + request.path())
                .toURL()
                .openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + request.token());
        try (var in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private Site site(EmbeddedServices services, String name, DataSet data) throws SQLException {
        String url = database(services.databaseUrl(), name);
        JdbcStore.open(url).close(); // brings the schema
        System.out.println("seeding " + data);
        data.seed(url);
        try (Connection connection = DriverManager.getConnection(url);
                Argon2idHasher hasher = new Argon2idHasher();
                PreparedStatement passwords = connection.prepareStatement("update users set password_hash = ?")) {
            passwords.setString(1, hasher.hash(new Password(PASSWORD)).value());
            passwords.execute();
        }
        Requests requests =
                new Requests(data, new JwtTokens(TOKEN_SECRET, null, Duration.ofDays(1), new SecureRandomness()));
        Program server = Program.messenger(
                options.home(), environment(services, url, name), folder.resolve("messenger-" + name + ".log"));
        return new Site(data, url, requests, server);
    }

    private static String database(String url, String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return url.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    }

    /** One user of the load generator stands for many: the limits are counted as ever, and far away. */
    private Map<String, String> environment(EmbeddedServices services, String databaseUrl, String name) {
        StoreCoordinates store = services.store();
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", databaseUrl);
        environment.put(
                "REDIS_URL", services.redisUrl().replaceFirst("/\\d+$", "") + (name.equals("large") ? "/1" : "/2"));
        environment.put("S3_ENDPOINT_URL", store.endpoint().toString());
        environment.put("S3_ACCESS_KEY", store.accessKey());
        environment.put("S3_SECRET_KEY", store.secretKey());
        environment.put("S3_BUCKET", store.bucket());
        environment.put("S3_REGION", store.region());
        environment.put("DATA_DIR", folder.resolve("data-" + name).toString());
        environment.put("JWT_SECRET", TOKEN_SECRET);
        environment.put("SECRETS_KEY", TOKEN_SECRET);
        environment.put("LOGIN_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("ANONYMOUS_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("MESSAGE_RATE_LIMIT_PER_MINUTE", "1000000");
        environment.put("READ_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("WRITE_RATE_LIMIT_PER_MINUTE", "0");
        return environment;
    }
}
