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

/** A Lua script among the resources of this package. It is sent as its digest, and in full when Redis does not know it yet. */
final class RedisScript {

    private final String source;
    private final String digest;
    private final ScriptOutputType output;

    private RedisScript(String source, ScriptOutputType output) {
        this.source = source;
        this.digest = Base16.digest(source.getBytes(StandardCharsets.UTF_8));
        this.output = output;
    }

    static RedisScript named(String name, ScriptOutputType output) {
        try (InputStream resource = RedisScript.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            return new RedisScript(new String(resource.readAllBytes(), StandardCharsets.UTF_8), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs the script in one round trip.
     *
     * @return what it returns; the caller knows of which type that is
     * @throws Unavailable when Redis does not answer, or not with what the script returns (it is loading, read-only, full)
     */
    <T> T run(RedisConnection redis, List<String> keys, List<String> arguments) {
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

    private <T> T runKnown(RedisConnection redis, String[] keys, String[] arguments) {
        try {
            return redis.call(commands -> commands.evalsha(digest, output, keys, arguments));
        } catch (RedisNoScriptException e) {
            return redis.call(commands -> commands.eval(source, output, keys, arguments));
        }
    }
}
