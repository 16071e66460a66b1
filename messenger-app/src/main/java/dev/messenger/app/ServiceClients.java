package dev.messenger.app;

import dev.messenger.adapter.jdbc.Diagnosis;
import dev.messenger.adapter.jdbc.JdbcStore;
import dev.messenger.adapter.jdbc.SchemaFailure;
import dev.messenger.adapter.redis.RedisConnection;
import dev.messenger.adapter.redis.RedisLogin;
import dev.messenger.adapter.redis.RedisSettings;
import dev.messenger.adapter.s3.S3MediaStorage;
import dev.messenger.adapter.s3.StoreRefusal;
import dev.messenger.adapter.security.SecureRandomness;
import dev.messenger.app.config.Configuration;
import dev.messenger.app.config.StartupFailure;
import dev.messenger.app.mail.FileMailer;
import dev.messenger.app.mail.SmtpMailer;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.domain.shared.Unavailable;
import java.time.InstantSource;

/** Opens the clients of the services. Each throws {@link StartupFailure} with one line that says what is wrong and what to change. */
final class ServiceClients {

    private ServiceClients() {}

    /** The database, with its schema up to date. */
    static JdbcStore database(String databaseUrl) {
        try {
            return JdbcStore.open(databaseUrl);
        } catch (Unavailable e) {
            throw new StartupFailure(
                    "The database at " + Services.location(databaseUrl) + " cannot be used (DATABASE_URL). "
                            + Diagnosis.of(e),
                    e);
        } catch (SchemaFailure e) {
            throw new StartupFailure(
                    "The tables at " + Services.location(databaseUrl) + " cannot be used. " + e.getMessage(), e);
        }
    }

    /** A Redis that is away is waited for (rule L2), one that cannot be meant is not. */
    static RedisConnection redis(RedisSettings settings) {
        RedisLogin.refusal(settings).ifPresent(refusal -> {
            throw new StartupFailure(
                    "Redis at " + Services.location(settings.url()) + " cannot be used (REDIS_URL). " + refusal);
        });
        return RedisConnection.open(settings);
    }

    /** The object store: checked when it is one of the operator's (rule D11). */
    static S3MediaStorage objectStore(
            Configuration configuration, Services services, InstantSource clock, Resources resources) {
        S3MediaStorage storage =
                resources.add(new S3MediaStorage(services.objectStore(), clock, services.storeHasRoom()));
        if (configuration.objectStore() == null) {
            storage.ensureBucket();
            return storage;
        }
        try {
            storage.requireUsable();
            return storage;
        } catch (StoreRefusal e) {
            throw new StartupFailure(
                    "The object store at %s cannot be used: %s. Check %s."
                            .formatted(services.objectStore().endpoint(), e.getMessage(), variablesOf(e.fault())),
                    e);
        }
    }

    private static String variablesOf(StoreRefusal.Fault fault) {
        return switch (fault) {
            case KEY -> "S3_ACCESS_KEY, S3_SECRET_KEY";
            case REGION -> "S3_REGION, S3_ENDPOINT_URL";
            case BUCKET -> "S3_BUCKET";
            case RIGHTS -> "the rights of S3_ACCESS_KEY, see docs/operations.md";
            case ADDRESS, STORE -> "S3_ENDPOINT_URL";
        };
    }

    /** The way out for mails. */
    static Mailer mailer(Configuration configuration, InstantSource clock, SecureRandomness randomness) {
        return configuration.smtp() == null
                ? new FileMailer(configuration.dataDir().resolve("mail"), configuration.mailFrom(), clock, randomness)
                : new SmtpMailer(configuration.smtp(), clock);
    }
}
