package dev.messenger.app.faults;

import dev.messenger.app.faults.Fault.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Faults inside of Redis, by its commands. */
final class RedisCommands {

    private RedisCommands() {}

    /** The first commands begin the fault, the others end it. */
    static Trouble between(List<String> begin, List<String> end) {
        return site -> {
            run(site.redisUrl(), begin);
            return () -> run(site.redisUrl(), end);
        };
    }

    private static void run(URI redis, List<String> commands) {
        try (Socket socket = new Socket(redis.getHost(), redis.getPort());
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            command(socket, answers, "AUTH " + redis.getUserInfo().split(":", 2)[1]);
            for (String command : commands) {
                command(socket, answers, command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void command(Socket socket, BufferedReader answers, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = answers.readLine();
        if (!"+OK".equals(answer)) {
            throw new IOException("Redis refuses a command of a fault: " + answer);
        }
    }
}
