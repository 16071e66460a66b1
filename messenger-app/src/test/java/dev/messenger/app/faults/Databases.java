package dev.messenger.app.faults;

import dev.messenger.app.faults.Fault.Trouble;
import dev.messenger.testing.Sql;

/** Faults inside of PostgreSQL. */
final class Databases {

    private Databases() {}

    static Sql sql(Site site) {
        return new Sql(site.databaseUrl());
    }

    /** The database has another setting, which its new connections meet; the present ones end. */
    static Trouble altered(String setting, String reset) {
        return site -> {
            Sql elsewhere = new Sql(site.databaseUrl().replaceFirst("(//[^/]+/)[^?]*", "$1postgres"));
            String database = sql(site).text("select current_database()");
            elsewhere.run("alter database %s %s".formatted(database, setting));
            elsewhere.run("""
                select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'
                """.formatted(database));
            return () -> elsewhere.run("alter database %s %s".formatted(database, reset));
        };
    }

    /** Another transaction keeps the table of messages for itself. */
    static Runnable locked(Site site) {
        return sql(site).hold("lock table messages in access exclusive mode")::close;
    }

    /** Each new message runs this statement of PL/pgSQL first. */
    static Trouble failing(String statement) {
        return site -> {
            sql(site).run("""
                create function fault() returns trigger language plpgsql as
                $$ begin %s; return new; end $$;
                create trigger fault before insert on messages for each row execute function fault()
                """.formatted(statement));
            return () -> sql(site).run("drop trigger fault on messages; drop function fault()");
        };
    }
}
