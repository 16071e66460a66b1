package dev.messenger.app.faults;

import dev.messenger.app.faults.Fault.Setting;
import dev.messenger.app.faults.Fault.Trouble;
import dev.messenger.testing.Cable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The faults that the command knows, in the order in which they run. */
final class Catalogue {

    private static final String ENDS_BACKENDS = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
        """;

    private Catalogue() {}

    static List<Fault> faults() {
        return List.of(
                embedded("server-killed", once(site -> {
                    site.killNode();
                    site.startNode();
                })),
                embedded("server-restarted", once(site -> {
                    site.stopNode();
                    site.startNode();
                })),
                embedded(
                        "postgres-killed",
                        once(site -> site.processes().postgres().destroyForcibly())),
                embedded(
                        "backend-killed",
                        once(site -> site.processes().backend().destroyForcibly())),
                embedded("redis-killed", once(site -> site.processes().redis().destroyForcibly())),
                embedded(
                        "postgres-stopped",
                        site -> Signals.stop(site.processes().postgres())),
                embedded("redis-stopped", site -> Signals.stop(site.processes().redis())),
                external("database-cut", cut(Site::databaseCable)),
                external(
                        "database-flapping",
                        site -> Repeated.until(() -> {
                            site.databaseCable().pull();
                            site.databaseCable().plug();
                        })),
                external("database-clogged", clogged(Site::databaseCable)),
                external("database-half-open", once(site -> site.databaseCable().clogPresent())),
                external(
                        "database-read-only",
                        Databases.altered(
                                "set default_transaction_read_only = on", "reset default_transaction_read_only")),
                external("database-slots-full", Databases.altered("connection limit 1", "connection limit -1")),
                external("database-full", Databases.failing("raise exception 'full' using errcode = '53100'")),
                external("database-locked", Databases::locked),
                external(
                        "backends-ended",
                        site -> Repeated.until(() -> Databases.sql(site).run(ENDS_BACKENDS))),
                external(
                        "deadlocks",
                        Databases.failing(
                                "if random() < 0.3 then raise exception 'no' using errcode = '40P01'; end if")),
                external("slow-statements", Databases.failing("if random() < 0.2 then perform pg_sleep(6); end if")),
                external("redis-cut", cut(Site::redisCable)),
                external("redis-clogged", clogged(Site::redisCable)),
                external("redis-half-open", once(site -> site.redisCable().clogPresent())),
                external(
                        "redis-full",
                        RedisCommands.between(
                                List.of("CONFIG SET maxmemory-policy noeviction", "CONFIG SET maxmemory 1"),
                                List.of("CONFIG SET maxmemory 128mb", "CONFIG SET maxmemory-policy volatile-lru"))),
                external(
                        "redis-read-only",
                        RedisCommands.between(List.of("REPLICAOF 127.0.0.1 1"), List.of("REPLICAOF NO ONE"))),
                external(
                        "redis-forbids",
                        RedisCommands.between(
                                List.of("ACL SETUSER default -@write"), List.of("ACL SETUSER default +@all"))),
                external("store-cut", cut(Site::storeCable)),
                new Fault("node-killed", Setting.TWO_NODES, site -> {
                    site.killNode();
                    return site::startNode;
                }));
    }

    private static Fault embedded(String name, Trouble trouble) {
        return new Fault(name, Setting.EMBEDDED, trouble);
    }

    private static Fault external(String name, Trouble trouble) {
        return new Fault(name, Setting.EXTERNAL, trouble);
    }

    /** Happens and ends by itself. */
    private static Trouble once(Consumer<Site> deed) {
        return site -> {
            deed.accept(site);
            return () -> {};
        };
    }

    private static Trouble cut(Function<Site, Cable> cable) {
        return site -> {
            cable.apply(site).pull();
            return () -> cable.apply(site).plug();
        };
    }

    private static Trouble clogged(Function<Site, Cable> cable) {
        return site -> {
            cable.apply(site).clog();
            return () -> {
                cable.apply(site).pull();
                cable.apply(site).plug();
            };
        };
    }
}
