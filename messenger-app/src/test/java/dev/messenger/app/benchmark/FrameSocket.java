package dev.messenger.app.benchmark;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket of a few bytes' memory, for thousands at once: one virtual thread reads it, or nobody does. */
final class FrameSocket implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FrameSocket(URI server, String token, @Nullable Long after, boolean slow) throws IOException {
        if (slow) {
            socket.setReceiveBufferSize(2048);
        }
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
        out = socket.getOutputStream();
        String handshake = String.join(
                "\r\n",
                "GET /api/v1/realtime" + (after == null ? "" : "?after=" + after) + " HTTP/1.1",
                "Host: " + server.getAuthority(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Authorization: Bearer " + token,
                "",
                "");
        out.write(handshake.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Connects, and gives each text frame to {@code events}, the first one before this returns. */
    static FrameSocket reading(URI server, String token, @Nullable Long after, Consumer<String> events)
            throws IOException {
        FrameSocket socket = new FrameSocket(server, token, after, false);
        socket.skipHeaders();
        events.accept(socket.nextText());
        Thread.ofVirtual().start(() -> socket.readAll(events));
        return socket;
    }

    /** Connects, and reads nothing. */
    static FrameSocket silent(URI server, String token) throws IOException {
        FrameSocket socket = new FrameSocket(server, token, null, true);
        socket.skipHeaders();
        return socket;
    }

    private void readAll(Consumer<String> events) {
        try {
            while (!closed.get()) {
                events.accept(nextText());
            }
        } catch (IOException e) {
            closed.set(true);
        }
    }

    /** Reads what a silent socket was sent, up to its end: the code with which the server closed. */
    int readToTheEnd(Consumer<String> events) throws IOException {
        while (true) {
            Frame frame = next();
            if (frame.opcode == CLOSE) {
                return ByteBuffer.wrap(frame.payload).getShort() & 0xFFFF;
            }
            if (frame.opcode == TEXT) {
                events.accept(new String(frame.payload, StandardCharsets.UTF_8));
            }
        }
    }

    private static final class Frame {
        private final int opcode;
        private final byte[] payload;

        private Frame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }
    }

    private String nextText() throws IOException {
        while (true) {
            Frame frame = next();
            switch (frame.opcode) {
                case TEXT -> {
                    return new String(frame.payload, StandardCharsets.UTF_8);
                }
                case PING -> pong(frame.payload);
                case CLOSE -> throw new IOException("closed by the server");
                default -> {
                    // a pong
                }
            }
        }
    }

    private Frame next() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte() & 0x7F;
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] payload = new byte[Math.toIntExact(size)];
        in.readFully(payload);
        return new Frame(opcode, payload);
    }

    /** Masked with zeros, which changes nothing. */
    private void pong(byte[] payload) throws IOException {
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) (0x80 | PONG);
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        out.write(frame);
        out.flush();
    }

    private void skipHeaders() throws IOException {
        int last = 0;
        while (last != 0x0D0A0D0A) {
            last = last << 8 | in.readUnsignedByte();
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() throws IOException {
        closed.set(true);
        socket.close();
    }
}
