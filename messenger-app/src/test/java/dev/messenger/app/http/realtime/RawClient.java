package dev.messenger.app.http.realtime;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client on a bare connection, which sends what it likes and reads nothing until it is asked to. */
final class RawClient implements AutoCloseable {

    static final int TEXT = 0x81;
    static final int TEXT_BEGINNING = 0x01;
    static final int CONTINUATION = 0x00;
    static final int PING = 0x89;
    static final int PONG = 0x8A;

    private static final String[] UPGRADE = {
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13"
    };

    private final Socket socket = new Socket();
    private final DataInputStream in;

    private RawClient(URI server, String path, @Nullable String token, String... headers) throws IOException {
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Host: " + server.getAuthority()));
        lines.addAll(List.of(headers));
        if (token != null) {
            lines.add("Authorization: Bearer " + token);
        }
        socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Opens a WebSocket; without a token when that is null. */
    static RawClient webSocket(URI server, @Nullable String token) throws IOException {
        return new RawClient(server, "/api/v1/realtime", token, UPGRADE);
    }

    /** Follows Server-Sent Events. */
    static RawClient serverSentEvents(URI server, String token) throws IOException {
        return new RawClient(server, "/api/v1/events", token);
    }

    /** Sends a frame of at most 125 bytes. */
    void send(int opcode, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) opcode;
        frame[1] = (byte) (0x80 | payload.length); // masked, by zeros
        System.arraycopy(payload, 0, frame, 6, payload.length);
        sendBytes(frame);
    }

    /** Sends bytes as they are. */
    void sendBytes(byte... bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Reads the headers of the response. */
    void readHeaders() throws IOException {
        int last = 0;
        while (last != 0x0D0A0D0A) {
            last = last << 8 | in.readUnsignedByte();
        }
    }

    /** Reads everything up to the code of the close frame. */
    int closeCode() throws IOException {
        readHeaders();
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte() & 0x7F;
            long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            if (opcode == 8) {
                return in.readUnsignedShort();
            }
            in.skipNBytes(size);
        }
    }

    /** Reads until the server ends the connection; returns how many bytes came. */
    long bytesUntilTheEnd() {
        long count = 0;
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count += read;
            }
        } catch (IOException reset) {
            return count;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
