package dev.messenger.app.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server in this process that answers each command by a script. A command without an entry gets 250; the answer {@code MUTE} is none,
 * {@code DROP} closes the connection. Keys are {@code GREETING}, the verbs of commands, and {@code CONTENT} for the end of the data.
 */
final class ScriptedSmtpServer implements AutoCloseable {

    static final String MUTE = "mute";
    static final String DROP = "drop";

    private final Map<String, String> script;
    private final ServerSocket socket;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    ScriptedSmtpServer(Map<String, String> script) {
        this.script = script;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::acceptAll);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** All commands so far, content aside. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            boolean open = answer(out, "GREETING", "220 ready");
            for (String line = next(in, open); line != null; line = next(in, open)) {
                commands.add(line);
                String verb = line.split("[ :]", 2)[0];
                open = answer(out, verb, verb.equals("DATA") ? "354 go on" : "250 fine");
                if (open && verb.equals("DATA") && !script.containsKey("DATA")) {
                    while (line != null && !line.equals(".")) {
                        line = in.readLine();
                    }
                    open = answer(out, "CONTENT", "250 accepted");
                }
            }
        } catch (IOException gone) {
            // the client has closed the connection
        }
    }

    private static @Nullable String next(BufferedReader in, boolean open) throws IOException {
        return open ? in.readLine() : null;
    }

    private boolean answer(OutputStream out, String key, String usual) throws IOException {
        String answer = script.getOrDefault(key, usual);
        if (!answer.equals(MUTE) && !answer.equals(DROP)) {
            out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return !answer.equals(DROP);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
