package dev.messenger.adapter.redis;

import dev.messenger.domain.shared.Unavailable;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** A Lua script among the resources of this package, which returns a list. It is sent as its digest, and in full when Redis does not know it yet. */
final class RedisScript {

    private final String source;
    private final String digest;

    private RedisScript(String source) {
        this.source = source;
        this.digest = Base16.digest(source.getBytes(StandardCharsets.UTF_8));
    }

    static RedisScript named(String name) {
        try (InputStream resource = RedisScript.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            return new RedisScript(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs the script in one round trip.
     *
     * @return the list that it returns; of what, the caller knows
     * @throws Unavailable when Redis does not answer, or not with what the script returns (it is loading, read-only, full)
     */
    <T> List<T> run(RedisConnection redis, String[] keys, String[] arguments) {
        return this.<T>send(redis, keys, arguments).get();
    }

    /**
     * Has the script run now, behind all that was sent before.
     *
     * @return waits for its answer, as {@link #run} does; to be asked once
     * @throws Unavailable when there is no connection
     */
    <T> Supplier<List<T>> send(RedisConnection redis, String[] keys, String[] arguments) {
        Supplier<List<T>> known = redis.send(commands -> byDigest(commands, keys, arguments));
        return () -> {
            try {
                return known.get();
            } catch (RedisNoScriptException e) {
                return inFull(redis, keys, arguments);
            } catch (RedisCommandExecutionException e) {
                throw refused(e);
            }
        };
    }

    /**
     * Runs the script and does not wait: see {@link RedisConnection#tell}. When Redis does not know it yet, it runs a moment
     * later.
     *
     * @return whether it was sent
     */
    boolean tell(RedisConnection redis, String[] keys, String[] arguments) {
        return redis.tell(commands -> {
            RedisFuture<?> known = byDigest(commands, keys, arguments);
            var unused = known.whenComplete((answer, failure) -> {
                if (failure instanceof RedisNoScriptException) {
                    redis.tell(again -> again.eval(source, ScriptOutputType.MULTI, keys, arguments));
                }
            });
            return known;
        });
    }

    private <T> RedisFuture<T> byDigest(
            RedisAsyncCommands<String, String> commands, String[] keys, String[] arguments) {
        return commands.evalsha(digest, ScriptOutputType.MULTI, keys, arguments);
    }

    private <T> List<T> inFull(RedisConnection redis, String[] keys, String[] arguments) {
        try {
            return redis.call(commands -> commands.eval(source, ScriptOutputType.MULTI, keys, arguments));
        } catch (RedisCommandExecutionException e) {
            throw refused(e);
        }
    }

    private static Unavailable refused(RedisCommandExecutionException reason) {
        Unavailable unavailable = new Unavailable("redis_unavailable", "Redis refuses: " + reason.getMessage());
        unavailable.initCause(reason);
        return unavailable;
    }
}
