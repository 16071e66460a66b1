package dev.messenger.app.config;

import dev.messenger.adapter.redis.RedisSettings;
import dev.messenger.app.mail.SmtpMailer.SmtpSettings;
import dev.messenger.app.mail.SmtpMailer.Tls;
import dev.messenger.application.shared.Settings;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the server, each with a default that works.
 *
 * @param dataDir folder of embedded services, mail and generated secrets
 * @param databaseUrl the operator's own PostgreSQL as a {@code jdbc:} URL; null for the embedded one
 * @param redisUrl the operator's own Redis; null for the embedded one
 * @param objectStore the operator's own S3 store; null for the embedded one
 * @param s3PublicUrl the address of the store for clients; null when it is the endpoint
 * @param smtp the operator's own SMTP server; null for mail as files
 * @param minFreeDiskBytes how much of the disk the embedded store leaves free (rule D8)
 * @param mailFrom the sender's address of mails
 * @param jwtSecret signs tokens; null, which the embedded database alone allows, for a generated one
 * @param previousJwtSecret verifies tokens that were signed before a change of secrets, or null
 * @param secretsKey encrypts stored secrets; null, which the embedded database alone allows, for a generated one
 * @param connectionsPerUser realtime connections that a user may have open at once on a node; 0 for any number (rule R12)
 */
public record Configuration(
        HttpConfiguration http,
        Path dataDir,
        @Nullable String databaseUrl,
        @Nullable String redisUrl,
        @Nullable ObjectStore objectStore,
        @Nullable URI s3PublicUrl,
        long minFreeDiskBytes,
        @Nullable SmtpSettings smtp,
        String mailFrom,
        @Nullable String jwtSecret,
        @Nullable String previousJwtSecret,
        @Nullable String secretsKey,
        int connectionsPerUser,
        Settings settings,
        Requests requests) {

    private static final int MAX_LIMIT = 1_000_000;
    private static final int IMPLICIT_TLS_PORT = 465;
    private static final long MAX_BYTES = 1L << 50;
    private static final Pattern HOST =
            Pattern.compile("[\\w.-]+|\\[?[0-9A-Fa-f:.]+]?", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /**
     * How many requests a user makes on one node (rule L5); 0 turns a limit off.
     *
     * @param writesPerMinute with all methods but GET and HEAD
     */
    public record Requests(int readsPerMinute, int writesPerMinute) {}

    /** An S3 store; {@code pathStyle} puts the bucket into the path instead of the host name. */
    public record ObjectStore(
            URI endpoint, String accessKey, String secretKey, String bucket, String region, boolean pathStyle) {

        @Override
        public String toString() {
            return endpoint + "/" + bucket;
        }
    }

    /**
     * Reads the environment.
     *
     * @throws StartupFailure naming the variable, if one does not parse or a required one is missing
     */
    public static Configuration read(Map<String, String> variables) {
        Environment env = new Environment(variables);
        String database = env.optional("DATABASE_URL");
        String from = env.mailAddress("SMTP_FROM", "messenger@localhost");
        env.word("LOG_LEVEL", "INFO", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF"); // read by the log itself
        return new Configuration(
                HttpConfiguration.read(env),
                dataDir(env),
                database == null ? null : DatabaseUrl.toJdbc(database),
                redis(env),
                objectStore(env),
                env.url("S3_PUBLIC_URL"),
                env.whole("MIN_FREE_DISK_BYTES", 1L << 30, 0, MAX_BYTES),
                smtp(env, from),
                from,
                sharedSecret(env, "JWT_SECRET", database),
                env.secret("JWT_SECRET_PREVIOUS"),
                sharedSecret(env, "SECRETS_KEY", database),
                env.whole("MAX_CONNECTIONS_PER_USER", 20, 0, 10_000),
                settings(env),
                requests(env));
    }

    private static @Nullable String sharedSecret(Environment env, String name, @Nullable String database) {
        String secret = env.secret(name);
        if (database != null && secret == null) {
            throw new StartupFailure(
                    name + " has to be set when DATABASE_URL is: nodes on one database share it (at least 32 bytes).");
        }
        return secret;
    }

    private static Path dataDir(Environment env) {
        String value = env.text("DATA_DIR", "./data");
        try {
            Path path = Path.of(value).toAbsolutePath().normalize();
            if (isReadable(path.toString())) {
                return path;
            }
        } catch (InvalidPathException e) {
            if (isReadable(value)) {
                throw new StartupFailure("DATA_DIR must be the path of a folder, is \"" + value + "\".", e);
            }
        }
        throw new StartupFailure(
                "DATA_DIR has characters that the locale of this process does not know: start the server with"
                        + " ./messenger, or with LC_ALL=C.UTF-8.");
    }

    /** The JVM puts a replacement character for bytes that the locale does not know. */
    private static boolean isReadable(String path) {
        return path.indexOf('\uFFFD') < 0;
    }

    private static @Nullable String redis(Environment env) {
        String value = env.optional("REDIS_URL");
        if (value != null && !isRedis(value)) {
            throw new StartupFailure("REDIS_URL must look like redis://:password@host:port/0.");
        }
        return value;
    }

    private static boolean isRedis(String url) {
        try {
            RedisSettings settings = RedisSettings.of(url);
            return settings.url().startsWith("redis://") || settings.url().startsWith("rediss://");
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static @Nullable ObjectStore objectStore(Environment env) {
        URI endpoint = env.url("S3_ENDPOINT_URL");
        if (endpoint == null) {
            return null;
        }
        String reason = "when S3_ENDPOINT_URL is";
        return new ObjectStore(
                endpoint,
                env.required("S3_ACCESS_KEY", reason),
                env.required("S3_SECRET_KEY", reason),
                env.text("S3_BUCKET", "messenger"),
                Objects.requireNonNullElse(
                        env.matching("S3_REGION", REGION, "the name of a region such as us-east-1"), "us-east-1"),
                env.flag("S3_PATH_STYLE", true));
    }

    private static @Nullable SmtpSettings smtp(Environment env, String from) {
        int port = env.whole("SMTP_PORT", 587, 1, 65_535);
        Tls tls = smtpTls(env, port);
        String host = env.matching("SMTP_HOST", HOST, "a host name or an address, without a port");
        if (host == null) {
            return null;
        }
        String username = env.optional("SMTP_USERNAME");
        String password = username == null ? null : env.required("SMTP_PASSWORD", "when SMTP_USERNAME is");
        return new SmtpSettings(host, port, username, password, tls, from);
    }

    /** Port 465 is for implicit TLS (RFC 8314), and SMTP_STARTTLS is the older way to say the other two. */
    private static Tls smtpTls(Environment env, int port) {
        boolean startTls = env.flag("SMTP_STARTTLS", true);
        String chosen = env.optional("SMTP_TLS");
        if (chosen == null) {
            return port == IMPLICIT_TLS_PORT ? Tls.IMPLICIT : startTls ? Tls.STARTTLS : Tls.NONE;
        }
        return switch (chosen) {
            case "implicit" -> Tls.IMPLICIT;
            case "starttls" -> Tls.STARTTLS;
            case "none" -> Tls.NONE;
            default -> throw new StartupFailure("SMTP_TLS must be implicit, starttls or none, is \"" + chosen + "\".");
        };
    }

    private static Settings settings(Environment env) {
        Settings defaults = Settings.defaults();
        Duration longestSignature = Duration.ofDays(7); // S3 allows no more
        URI frontend = env.url("FRONTEND_URL");
        return new Settings(
                frontend == null ? defaults.frontendUrl() : frontend,
                accounts(env, defaults.accounts()),
                limits(env, defaults.limits()),
                env.seconds("DOWNLOAD_URL_TTL_SECONDS", defaults.downloadUrlTtl(), 1, longestSignature),
                env.whole("MAX_UPLOAD_SIZE_BYTES", defaults.maxUploadSize(), 1, 5L << 30),
                Duration.ofDays(env.whole(
                        "NOTIFICATION_RETENTION_DAYS",
                        defaults.notificationRetention().toDays(),
                        1,
                        3_650)),
                caps(env, defaults.caps()));
    }

    private static Settings.Accounts accounts(Environment env, Settings.Accounts defaults) {
        return new Settings.Accounts(
                env.seconds("ACCESS_TOKEN_TTL_SECONDS", defaults.accessTokenTtl(), 1, Duration.ofDays(365)),
                env.seconds("REFRESH_TOKEN_TTL_SECONDS", defaults.refreshTokenTtl(), 1, Duration.ofDays(365)),
                env.seconds("REFRESH_REUSE_GRACE_SECONDS", defaults.refreshReuseGrace(), 0, Duration.ofHours(1)),
                env.flag("REQUIRE_VERIFIED_EMAIL", defaults.requireVerifiedEmail()),
                env.flag("EXPOSE_EMAILS", defaults.exposeEmails()),
                env.flag("REQUIRE_PASSWORD_FOR_2FA", defaults.requirePasswordFor2fa()));
    }

    private static Settings.Limits limits(Environment env, Settings.Limits defaults) {
        return new Settings.Limits(
                limit(env, "LOGIN_RATE_LIMIT_PER_MINUTE", defaults.login()),
                limit(env, "REGISTER_RATE_LIMIT_PER_MINUTE", defaults.register()),
                limit(env, "REFRESH_RATE_LIMIT_PER_MINUTE", defaults.refresh()),
                limit(env, "RESET_RATE_LIMIT_PER_MINUTE", defaults.reset()),
                limit(env, "MESSAGE_RATE_LIMIT_PER_MINUTE", defaults.messages()),
                env.seconds(
                        "DUPLICATE_MESSAGE_COOLDOWN_SECONDS",
                        defaults.duplicateMessageCooldown(),
                        0,
                        Duration.ofHours(1)));
    }

    private static Settings.Caps caps(Environment env, Settings.Caps defaults) {
        return new Settings.Caps(
                cap(env, "MAX_CHATS", defaults.chats()),
                cap(env, "MAX_OWNED_CHATS", defaults.ownedChats()),
                cap(env, "MAX_GROUP_MEMBERS", defaults.groupMembers()),
                cap(env, "MAX_CHANNEL_MEMBERS", defaults.channelMembers()),
                cap(env, "MAX_CONTACTS", defaults.contacts()),
                cap(env, "MAX_SESSIONS", defaults.sessions()),
                uploads(env, defaults.uploads()));
    }

    private static Settings.Caps.Uploads uploads(Environment env, Settings.Caps.Uploads defaults) {
        return new Settings.Caps.Uploads(
                cap(env, "MAX_PENDING_UPLOADS", defaults.pending()),
                env.whole("MAX_PENDING_UPLOAD_BYTES", defaults.pendingBytes(), 1, MAX_BYTES),
                env.whole("MAX_STORED_BYTES_PER_USER", defaults.storedBytes(), 0, MAX_BYTES));
    }

    private static int cap(Environment env, String name, int byDefault) {
        return env.whole(name, byDefault, 1, 1_000_000_000);
    }

    /** Whoever is allowed more messages, or any number, is allowed more requests too. */
    private static Requests requests(Environment env) {
        int messages = limit(
                env,
                "MESSAGE_RATE_LIMIT_PER_MINUTE",
                Settings.defaults().limits().messages());
        int reads = messages == 0 ? 0 : Math.min(Math.max(1_200, 10 * messages), MAX_LIMIT);
        int writes = messages == 0 ? 0 : Math.min(Math.max(300, 2 * messages), MAX_LIMIT);
        return new Requests(
                limit(env, "READ_RATE_LIMIT_PER_MINUTE", reads), limit(env, "WRITE_RATE_LIMIT_PER_MINUTE", writes));
    }

    private static int limit(Environment env, String name, int byDefault) {
        return env.whole(name, byDefault, 0, MAX_LIMIT);
    }
}
