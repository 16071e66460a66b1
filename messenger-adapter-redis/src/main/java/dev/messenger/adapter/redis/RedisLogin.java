package dev.messenger.adapter.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Finds out at the start whether the URL of Redis can be right. */
public final class RedisLogin {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Errors that Redis answers to a login with a wrong user or password. */
    private static final List<String> WRONG_LOGIN =
            List.of("WRONGPASS", "NOAUTH", "ERR invalid password", "ERR AUTH", "ERR Client sent AUTH");

    private RedisLogin() {}

    /**
     * Why Redis will never take this URL, and how to mend that, in one line without secrets. Empty when Redis takes it, and when nothing can
     * be said because Redis is away (rule L2). Takes 10 seconds at most.
     */
    public static Optional<String> refusal(RedisSettings settings) {
        RedisURI uri = RedisURI.create(settings.url());
        uri.setTimeout(PATIENCE);
        RedisClient client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .socketOptions(RedisConnection.SOCKETS)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            var unused = connection.sync().ping();
            return Optional.empty();
        } catch (RedisCommandExecutionException e) {
            return ofError(String.valueOf(e.getMessage()));
        } catch (RedisException e) {
            return ofFailure(e);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    private static Optional<String> ofFailure(RedisException failure) {
        List<Throwable> causes =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
        return causes.stream()
                .filter(RedisCommandExecutionException.class::isInstance)
                .findFirst()
                .map(error -> ofError(String.valueOf(error.getMessage())))
                .orElseGet(() -> ofNetwork(causes));
    }

    private static Optional<String> ofError(String error) {
        if (WRONG_LOGIN.stream().anyMatch(error::startsWith)) {
            return Optional.of("It refuses the login: check the user and the password.");
        }
        if (error.startsWith("NOPERM")) {
            return Optional.of(
                    "The user lacks a right: grant it all commands on the keys {messenger}* and the channels messenger*.");
        }
        return error.contains("DB index")
                ? Optional.of("There is no database of this number: check the end of the URL.")
                : Optional.empty();
    }

    private static Optional<String> ofNetwork(List<Throwable> causes) {
        if (causes.stream().anyMatch(SSLException.class::isInstance)) {
            return Optional.of(
                    "TLS fails: the URL begins with redis:// where Redis has no TLS, else its certificate has to be for this"
                            + " host, and signed by an authority that Java trusts.");
        }
        if (causes.stream().anyMatch(cause -> cause instanceof ConnectException || cause instanceof IOException)) {
            return Optional.empty();
        }
        return causes.stream().anyMatch(RedisCommandTimeoutException.class::isInstance)
                ? Optional.of(
                        "It takes connections and says nothing for 10 seconds: check the port, and whether it has TLS (rediss://) or not (redis://).")
                : Optional.of("It hangs up: check the port, and whether it has TLS (rediss://) or not (redis://).");
    }
}
