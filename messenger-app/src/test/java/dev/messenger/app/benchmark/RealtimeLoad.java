package dev.messenger.app.benchmark;

import dev.messenger.app.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Loads the realtime part of a running server: many open connections and what they weigh, the time from POST to the last of many
 * receivers, and the same while some of them read nothing. Prints one Markdown table.
 *
 * <p>{@code RealtimeLoad <url> [--pid=N] [--connections=5000] [--receivers=1000] [--slow=10] [--posts=21]}. The server is to be started
 * with {@code REQUIRE_VERIFIED_EMAIL=false} and all rate limits, the cooldown and {@code MAX_CONNECTIONS_PER_ADDRESS} at 0;
 * {@code --pid} is its process, when it is on this machine.
 */
public final class RealtimeLoad {

    private static final int EACH_IDLE = 10;
    private static final int AT_ONCE = 8;
    private static final int FLOOD = 400;
    private static final String LONG_TEXT = "\uD83D\uDE00".repeat(4096); // 16 KiB in UTF-8
    private static final Pattern MARK = Pattern.compile("\"text\":\"post (\\d+)\"");
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":(\\d+)");

    private final URI server;
    private final Map<String, Integer> options;
    private final List<String> rows = new ArrayList<>();
    private final Map<Integer, Arrivals> posts = new ConcurrentHashMap<>();
    private final AtomicInteger postCount = new AtomicInteger();
    private final String run = Long.toString(System.currentTimeMillis(), 36);

    private RealtimeLoad(URI server, Map<String, Integer> options) {
        this.server = server;
        this.options = options;
    }

    /** When a post reached the receivers. */
    private record Arrivals(CountDownLatch missing, AtomicLong last) {

        void arrived() {
            last.set(System.nanoTime());
            missing.countDown();
        }
    }

    /** Someone signed in. */
    private record Member(long id, String token, Api api) {}

    public static void main(String[] args) throws Exception {
        Map<String, Integer> options = new ConcurrentHashMap<>(
                Map.of("pid", 0, "connections", 5_000, "receivers", 1_000, "slow", 10, "posts", 21));
        for (String arg : args) {
            if (arg.startsWith("--")) {
                String[] option = arg.substring(2).split("=", 2);
                options.put(option[0], Integer.valueOf(option[1]));
            }
        }
        new RealtimeLoad(URI.create(args[0]), options).run();
        System.exit(0); // the sockets' threads go with it
    }

    private void run() throws Exception {
        int receivers = options.get("receivers");
        int idle = options.get("connections") - receivers;
        List<Member> audience = together(receivers, number -> signUp("r" + number));
        List<Member> others = together(idle / EACH_IDLE, number -> signUp("i" + number));
        Member poster = audience.getFirst();
        long chat = openGroup(poster, audience);
        measureConnections(audience, others);
        post(poster, chat, receivers); // warms up
        report("quiet", poster, chat, receivers);
        measureSlowReaders(poster, chat, receivers);
        System.out.println("| what | value |\n|---|---|");
        rows.forEach(System.out::println);
    }

    private Member signUp(String name) {
        Api api = new Api(server);
        String username = "u" + run + name;
        String email = username + "@example.com";
        api.post(
                        "/api/v1/auth/register",
                        Map.of("email", email, "name", name, "username", username, "password", "correct horse"))
                .expect(201);
        String token = api.post("/api/v1/auth/login", Map.of("email", email, "password", "correct horse"))
                .expect(200)
                .json()
                .get("access_token")
                .asString();
        Api own = api.as(token);
        return new Member(
                own.get("/api/v1/users/me").expect(200).json().get("id").asLong(), token, own);
    }

    private long openGroup(Member owner, List<Member> members) throws Exception {
        long chat = owner.api()
                .post(
                        "/api/v1/chats",
                        Map.of(
                                "type",
                                "group",
                                "title",
                                "Load",
                                "is_public",
                                true,
                                "handle",
                                "load" + run + members.size()))
                .expect(200)
                .json()
                .get("id")
                .asLong();
        together(
                members.size() - 1,
                number -> members.get(number + 1)
                        .api()
                        .post("/api/v1/chats/" + chat + "/join")
                        .expect(200));
        return chat;
    }

    private void measureConnections(List<Member> audience, List<Member> others) throws Exception {
        ServerMemory before = memory();
        long begin = System.nanoTime();
        together(audience.size(), number -> open(audience.get(number), this::hear));
        together(others.size() * EACH_IDLE, number -> open(others.get(number / EACH_IDLE), event -> {}));
        int connections = audience.size() + others.size() * EACH_IDLE;
        row("connections opened", connections + " in " + millis(System.nanoTime() - begin));
        ServerMemory after = memory();
        if (before != null && after != null) {
            row("RSS for each connection", kib((after.rss() - before.rss()) / connections));
            row("live heap for each connection", kib((after.heap() - before.heap()) / connections));
            row("RSS, live heap with all of them", mib(after.rss()) + ", " + mib(after.heap()));
        }
    }

    private FrameSocket open(Member member, Consumer<String> events) {
        try {
            return FrameSocket.reading(server, member.token(), null, events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hear(String event) {
        Matcher mark = event.startsWith("{\"type\":\"message_created\"") ? MARK.matcher(event) : null;
        if (mark != null && mark.find()) {
            Arrivals arrivals = posts.get(Integer.valueOf(mark.group(1)));
            if (arrivals != null) {
                arrivals.arrived();
            }
        }
    }

    /** Posts one message: nanoseconds until it was answered, and until the last receiver had it. */
    private long[] post(Member poster, long chat, int receivers) throws InterruptedException {
        int number = postCount.incrementAndGet();
        Arrivals arrivals = new Arrivals(new CountDownLatch(receivers), new AtomicLong());
        posts.put(number, arrivals);
        long begin = System.nanoTime();
        send(poster, chat, "post " + number);
        long answered = System.nanoTime() - begin;
        if (!arrivals.missing().await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(arrivals.missing().getCount() + " receivers never got post " + number);
        }
        return new long[] {answered, arrivals.last().get() - begin};
    }

    private static void send(Member poster, long chat, String text) {
        poster.api()
                .post("/api/v1/messages", Map.of("chat_id", chat, "type", "text", "text", text))
                .expect(201);
    }

    private void report(String state, Member poster, long chat, int receivers) throws InterruptedException {
        int count = options.get("posts");
        long[] answered = new long[count];
        long[] last = new long[count];
        for (int i = 0; i < count; i++) {
            long[] times = post(poster, chat, receivers);
            answered[i] = times[0];
            last[i] = times[1];
        }
        row("POST to its answer, " + state + ", median, worst of " + count, medianAndWorst(answered));
        row(
                "POST to the last of " + receivers + " receivers, " + state + ", median, worst of " + count,
                medianAndWorst(last));
    }

    private void measureSlowReaders(Member poster, long chat, int receivers) throws Exception {
        List<Member> slow = together(options.get("slow") + 1, number -> signUp("s" + number));
        Member flooding = slow.getFirst();
        long flooded = openGroup(flooding, slow);
        List<FrameSocket> silent = new ArrayList<>();
        for (Member member : slow.subList(1, slow.size())) {
            silent.add(FrameSocket.silent(server, member.token()));
        }
        ServerMemory before = memory();
        try (ExecutorService flood = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sending = flood.submit(() -> {
                for (int i = 0; i < FLOOD; i++) {
                    send(flooding, flooded, LONG_TEXT);
                }
            });
            report("while " + silent.size() + " read nothing", poster, chat, receivers);
            sending.get();
        }
        report("when " + silent.size() + " have " + FLOOD + " long messages waiting", poster, chat, receivers);
        ServerMemory held = memory();
        if (before != null && held != null) {
            row("live heap held for those who read nothing", mib(held.heap() - before.heap()));
        }
        Thread.sleep(Duration.ofSeconds(12)); // what waits is given 10 s
        List<String> codes = new ArrayList<>();
        int resumed = 0;
        for (int i = 0; i < silent.size(); i++) {
            Collected got = new Collected();
            codes.add(Integer.toString(silent.get(i).readToTheEnd(got)));
            got.resume(server, slow.get(i + 1).token());
            resumed += got.isComplete() ? 1 : 0;
        }
        row("close codes of those who read nothing", String.join(" ", codes));
        row("of them resumed with nothing lost or doubled", resumed + " of " + silent.size());
    }

    /** What came over a connection that read late, and over the one after it. */
    private static final class Collected implements Consumer<String> {
        private final List<Long> cursors = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger messages = new AtomicInteger();

        @Override
        public void accept(String event) {
            Matcher cursor = CURSOR.matcher(event);
            if (!event.startsWith("{\"type\":\"ready\"") && cursor.find()) {
                cursors.add(Long.valueOf(cursor.group(1)));
                messages.addAndGet(event.startsWith("{\"type\":\"message_created\"") ? 1 : 0);
            }
        }

        void resume(URI server, String token) throws Exception {
            try (FrameSocket socket = FrameSocket.reading(server, token, cursors.getLast(), this)) {
                long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                while (messages.get() < FLOOD && System.nanoTime() < patience && !socket.isClosed()) {
                    Thread.sleep(20);
                }
            }
        }

        boolean isComplete() {
            List<Long> got = List.copyOf(cursors);
            return messages.get() == FLOOD
                    && got.stream().distinct().count() == got.size()
                    && got.equals(got.stream().sorted().toList());
        }
    }

    private @Nullable ServerMemory memory() {
        return options.get("pid") == 0 ? null : ServerMemory.of(options.get("pid"));
    }

    private static <T> List<T> together(int count, IntFunction<T> work)
            throws InterruptedException, ExecutionException {
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                running.add(workers.submit(() -> work.apply(number)));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> one : running) {
                done.add(one.get());
            }
            return done;
        }
    }

    private void row(String what, String value) {
        rows.add("| " + what + " | " + value + " |");
        System.err.println(what + ": " + value);
    }

    private static String medianAndWorst(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return millis(sorted[sorted.length / 2]) + ", " + millis(sorted[sorted.length - 1]);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    private static String kib(long bytes) {
        return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / 1024.0 / 1024.0);
    }
}
