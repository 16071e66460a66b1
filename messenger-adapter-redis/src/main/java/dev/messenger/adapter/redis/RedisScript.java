package dev.messenger.adapter.redis;

import dev.messenger.domain.shared.Unavailable;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Lua script among the resources of this package, which returns integers. It is sent as its digest, and in full when Redis does not know it yet. */
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
    <T> List<T> run(RedisConnection redis, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] argumentArray = arguments.toArray(String[]::new);
        try {
            return runKnown(redis, keyArray, argumentArray);
        } catch (RedisCommandExecutionException e) {
            Unavailable unavailable = new Unavailable("redis_unavailable", "Redis refuses: " + e.getMessage());
            unavailable.initCause(e);
            throw unavailable;
        }
    }

    /** Runs the script and does not wait: see {@link RedisConnection#tell}. The whole script is sent, as nobody learns that Redis lacks it. */
    void tell(RedisConnection redis, String[] keys, String[] arguments) {
        redis.tell(commands -> commands.eval(source, ScriptOutputType.STATUS, keys, arguments));
    }

    private <T> List<T> runKnown(RedisConnection redis, String[] keys, String[] arguments) {
        try {
            return redis.call(commands -> commands.evalsha(digest, ScriptOutputType.MULTI, keys, arguments));
        } catch (RedisNoScriptException e) {
            return redis.call(commands -> commands.eval(source, ScriptOutputType.MULTI, keys, arguments));
        }
    }
}
