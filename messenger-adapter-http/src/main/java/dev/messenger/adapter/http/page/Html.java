package dev.messenger.adapter.http.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Renders plain pages that need no script. */
final class Html {

    private static final String STYLE = """
            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem;
                   color: #1b1b1b; background: #fff; }
            label { display: block; margin: 1rem 0; }
            input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem; margin-top: .25rem; }
            button { font: inherit; padding: .6rem 1.2rem; }
            @media (prefers-color-scheme: dark) { body { color: #eee; background: #1b1b1b; } }
            """;

    /** Forbids loading, running and sending anything foreign; admits the one style sheet by its digest. */
    static final String SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private Html() {}

    /**
     * A whole page.
     *
     * @param title plain text
     * @param body HTML; the caller escapes foreign text by {@link #text}
     */
    static byte[] page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%1$s · Messenger</title>
                <style>%2$s</style>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                %3$s
                </main>
                </body>
                </html>
                """.formatted(text(title), STYLE, body).getBytes(StandardCharsets.UTF_8);
    }

    /** A page with one sentence. */
    static byte[] notice(String title, String sentence) {
        return page(title, "<p role=\"status\">" + text(sentence) + "</p>");
    }

    /** Escapes text for HTML, quoted attributes included. */
    static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String digest(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
