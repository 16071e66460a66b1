package dev.messenger.app.faults;

import static org.awaitility.Awaitility.await;

import dev.messenger.app.http.realtime.EventConnection.Transport;
import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.NewPeople;
import dev.messenger.app.testing.Person;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionTimeoutException;

/** One fault under writers, readers and followers. */
final class Trial implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENOUGH = 200;
    private static final int PAUSE_MILLIS = 5;
    private static final int PAUSE_AFTER_REFUSAL_MILLIS = 50;

    private final Fault fault;
    private final Site site;
    private final Client anna;
    private final Client boris;
    private final List<Follower> followers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Ledger ledger = new Ledger();
    private volatile boolean isOver;

    /** Registers two people who share a chat and follow its events. */
    Trial(Fault fault, Site site) {
        this.fault = fault;
        this.site = site;
        NewPeople people = new NewPeople(site.apis().getFirst(), site.dataDir());
        Person one = people.person();
        Person other = people.person();
        long chat = one.privateChatWith(other);
        this.anna = new Client(everywhere(one), chat, ledger);
        this.boris = new Client(everywhere(other), chat, ledger);
        this.followers = List.of(
                new Follower(boris, Transport.WEB_SOCKET),
                new Follower(anna, Transport.WEB_SOCKET),
                new Follower(anna, Transport.SERVER_SENT_EVENTS),
                new Follower(boris, Transport.UPDATES));
    }

    private List<Person> everywhere(Person person) {
        return site.apis().stream()
                .map(api -> new Person(
                        person.id(),
                        person.username(),
                        person.email(),
                        person.password(),
                        person.token(),
                        api.as(person.token())))
                .toList();
    }

    /** Runs load, fault and comparison; an error when the server does not recover within a minute. */
    Outcome run(int writers, Duration length) throws InterruptedException {
        followers.forEach(threads::execute);
        List<Thread> writing = new ArrayList<>();
        ledger.begin();
        for (int i = 0; i < writers; i++) {
            Client writer = i % 2 == 0 ? anna : boris;
            String name = "writer " + i;
            writing.add(Thread.ofVirtual().start(() -> write(writer, name)));
        }
        writing.add(Thread.ofVirtual().start(this::look));
        awaitMore();

        Runnable end = fault.trouble().begin(site);
        Thread.sleep(length);
        end.run();
        long ended = System.nanoTime();
        await("a ready server").atMost(PATIENCE).until(this::isReady);
        Duration untilReady = Duration.ofNanos(System.nanoTime() - ended);
        awaitMore();
        isOver = true;
        for (Thread writer : writing) {
            writer.join();
        }
        List<Ledger.Entry> history = boris.history();
        boolean copiesEqual = copiesEqual(Set.copyOf(history)) && anna.history().equals(history);
        return new Outcome(
                fault.name(),
                ledger.size(),
                ledger.compare(history),
                copiesEqual,
                ledger.longestPause(),
                untilReady,
                ledger.answers());
    }

    /** Sends one message after the other, each until it is acknowledged. */
    private void write(Client writer, String name) {
        for (int i = 0; !isOver; i++) {
            String text = name + ", message " + i;
            while (!writer.send(text)) {
                pause(PAUSE_AFTER_REFUSAL_MILLIS);
            }
            pause(PAUSE_MILLIS);
        }
    }

    private void look() {
        while (!isOver) {
            anna.look();
            pause(PAUSE_AFTER_REFUSAL_MILLIS);
        }
    }

    private void awaitMore() {
        int enough = ledger.size() + ENOUGH;
        await("acknowledged writes").atMost(PATIENCE).until(() -> ledger.size() >= enough);
    }

    private boolean isReady() {
        return site.apis().stream().allMatch(Trial::isReady);
    }

    private static boolean isReady(Api api) {
        try {
            return api.get("/health/ready").status() == 200;
        } catch (UncheckedIOException unanswered) {
            return false;
        }
    }

    private boolean copiesEqual(Set<Ledger.Entry> history) {
        try {
            await().atMost(PATIENCE)
                    .until(() -> followers.stream()
                            .allMatch(follower -> follower.copy().equals(history)));
            return followers.stream().allMatch(follower -> follower.repeated() == 0);
        } catch (ConditionTimeoutException unequal) {
            followers.forEach(follower -> {
                Set<Ledger.Entry> missing = new HashSet<>(history);
                missing.removeAll(follower.copy());
                System.err.println(follower + " lacks " + missing);
            });
            return false;
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isOver = true;
        followers.forEach(Follower::close);
        threads.shutdownNow();
    }
}
