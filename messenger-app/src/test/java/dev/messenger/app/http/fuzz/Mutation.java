package dev.messenger.app.http.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Turns well-formed requests into malformed ones. */
final class Mutation {

    private static final List<String> HEADERS = List.of(
            "Content-Type: application/json; charset=bogus",
            "Content-Type: application/json; charset=\"",
            "Content-Type: multipart/form-data",
            "Content-Type: ;;;=",
            "Content-Type: text/plain; charset=utf-7",
            "Content-Encoding: gzip",
            "Content-Length: 0",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: identity",
            "Expect: 100-continue",
            "Expect: miracles",
            "Authorization: Basic YTpi",
            "Authorization: Bearer",
            "Authorization: Bearer a.b.c",
            "Authorization: \u00ff\u00fe",
            "Cookie: =;=;a=\"b; $Version=2",
            "Accept: */*;q=2,;;",
            "Accept-Charset: bogus",
            "Accept-Encoding: gzip;q=z",
            "Accept-Language: ;;q",
            "Range: bytes=5-1,--",
            "If-Modified-Since: no date",
            "If-None-Match: \"",
            "If-Range: z",
            "Upgrade: websocket",
            "Upgrade: h2c",
            "Connection: Upgrade",
            "Connection: close",
            "Sec-WebSocket-Version: 99",
            "Sec-WebSocket-Key: x",
            "Sec-WebSocket-Extensions: a;;=,\"",
            "Last-Event-ID: \u00ff",
            "Last-Event-ID: 99999999999999999999",
            "X-Forwarded-For: ,,[::",
            "Forwarded: for=\"",
            "X-HTTP-Method-Override: DELETE",
            "X-Request-ID: \u001b[31m",
            "Origin: null",
            "Access-Control-Request-Method: POST",
            "Host: [::1",
            "Host: a b",
            "Trailer: X",
            "TE: trailers",
            ": no name",
            " folded",
            "no colon");

    private static final List<String> PIECES = List.of(
            "%",
            "%00",
            "%0d%0a",
            "%c0%af",
            "%ed%a0%80",
            "%ff",
            "%2f",
            "%2e%2e",
            "%25",
            "%u0041",
            "..",
            "/",
            "//",
            "/../",
            ";",
            "?",
            "#",
            "&",
            "=",
            "\\",
            "\0",
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            "\t",
            " ",
            "\u0085",
            "\u00ff",
            "\u00e2\u0080\u00a8",
            "\u00ed\u00a0\u0080",
            "\u00c0\u0080",
            "HTTP/1.0",
            "HTTP/2.0",
            "TRACE",
            "OPTIONS",
            "*",
            "http://x/",
            "\"",
            "{",
            "}",
            "[",
            "]",
            "null",
            "true",
            "-1",
            "1e999999999",
            "9007199254740993",
            "\\ud800",
            "\\u0000",
            "/*",
            "NaN",
            "0x10",
            "FFFFFFFFFFFFFFFF",
            "0\r\n\r\n");

    private Mutation() {}

    /** The same request with one to four changes; one in eight gets none. */
    static byte[] of(byte[] request, SplittableRandom random) {
        byte[] mutated = request;
        int changes = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            mutated = changed(mutated, random);
        }
        return mutated;
    }

    private static byte[] changed(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length + 1);
        int until = Math.min(bytes.length, at + 1 + random.nextInt(20));
        return switch (random.nextInt(10)) {
            case 0, 1 -> spliced(bytes, at, at, pick(PIECES, random));
            case 2 -> spliced(bytes, at, until, pick(PIECES, random));
            case 3, 4, 5 -> withHeader(bytes, pick(HEADERS, random));
            case 6 -> spliced(bytes, at, until, "");
            case 7 -> spliced(bytes, at, at, "a".repeat(1 << random.nextInt(14)));
            case 8 -> spliced(bytes, at, Math.min(bytes.length, at + 1), String.valueOf((char) random.nextInt(256)));
            default -> spliced(bytes, at, random.nextInt(4) == 0 ? bytes.length : at, "");
        };
    }

    private static String pick(List<String> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    /** Adds the header behind the request line. */
    private static byte[] withHeader(byte[] bytes, String header) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return spliced(bytes, i + 1, i + 1, header + "\r\n");
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, String replacement) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(replacement.getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
