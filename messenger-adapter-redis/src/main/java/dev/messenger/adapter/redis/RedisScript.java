package dev.messenger.adapter.redis;

import dev.messenger.domain.shared.Unavailable;
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

/** A Lua script among the resources of this package that returns a list. It is sent as its digest, and in full when Redis does not know it yet. */
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
     * @return the list that the script returns; the caller knows the type of its elements
     * @throws Unavailable when Redis does not answer, or answers with an error (it is loading, read-only, full)
     */
    <T> List<T> run(RedisConnection redis, String[] keys, String[] arguments) {
        return this.<T>send(redis, keys, arguments).get();
    }

    /**
     * Sends the script now, after everything that was sent before.
     *
     * @return waits for the answer as {@link #run} does; call it once
     * @throws Unavailable when there is no connection
     */
    <T> Supplier<List<T>> send(RedisConnection redis, String[] keys, String[] arguments) {
        Supplier<List<T>> known = redis.send(commands -> byDigest(commands, keys, arguments));
        return () -> {
            try {
                return known.get();
            } catch (RedisNoScriptException e) {
                return redis.call(commands -> commands.eval(source, ScriptOutputType.MULTI, keys, arguments));
            }
        };
    }

    /**
     * Runs the script without waiting, as {@link RedisConnection#sendAndForget} does. When Redis does not know it yet, it is
     * sent again in full.
     *
     * @return whether it was sent
     */
    boolean sendAndForget(RedisConnection redis, String[] keys, String[] arguments) {
        return redis.sendAndForget(commands -> {
            RedisFuture<?> known = byDigest(commands, keys, arguments);
            var unused = known.whenComplete((answer, failure) -> {
                if (failure instanceof RedisNoScriptException) {
                    redis.sendAndForget(again -> again.eval(source, ScriptOutputType.MULTI, keys, arguments));
                }
            });
            return known;
        });
    }

    private <T> RedisFuture<T> byDigest(
            RedisAsyncCommands<String, String> commands, String[] keys, String[] arguments) {
        return commands.evalsha(digest, ScriptOutputType.MULTI, keys, arguments);
    }
}
