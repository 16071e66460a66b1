package dev.messenger.app.benchmark;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a program without any rules reaches on this machine with the same libraries: a token check, JSON, one statement through
 * HikariCP, JSON. And a token check with nothing behind it. A process of its own, as the messenger is.
 */
final class Limits {

    private record Sending(long chatId, String text, String clientMessageId) {}

    private record Message(long id, long chatId, long senderId, String text, Instant createdAt) {}

    private record Chat(
            long id,
            String type,
            @Nullable String title,
            Instant createdAt,
            long lastMessageId,
            @Nullable String lastMessageText,
            @Nullable Instant lastMessageAt,
            long unreadCount) {}

    private final HikariDataSource database;
    private final JWTVerifier verifier;
    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final byte[] nothing;

    private Limits(HikariDataSource database, JWTVerifier verifier, int emptyBytes) {
        this.database = database;
        this.verifier = verifier;
        this.nothing = ("\"" + "x".repeat(emptyBytes - 2) + "\"").getBytes(StandardCharsets.UTF_8);
    }

    /** Arguments: port, JDBC URL, secret of the tokens, size of the empty answer in bytes. Serves until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[1]);
        config.setMaximumPoolSize(10);
        Limits limits = new Limits(
                new HikariDataSource(config),
                JWT.require(Algorithm.HMAC256(arguments[2])).build(),
                Integer.parseInt(arguments[3]));
        Javalin.create(javalin -> {
                    javalin.startup.showJavalinBanner = false;
                    javalin.concurrency.useVirtualThreads = true;
                    javalin.routes.get("/empty", limits::empty);
                    javalin.routes.post("/send", limits::send);
                    javalin.routes.get("/history/{chat}", limits::history);
                    javalin.routes.get("/chats", limits::chats);
                    javalin.routes.exception(JWTVerificationException.class, (e, context) -> context.status(401));
                })
                .start("127.0.0.1", Integer.parseInt(arguments[0]));
        new CountDownLatch(1).await();
    }

    private void empty(Context context) {
        user(context);
        answer(context, nothing);
    }

    private void send(Context context) throws SQLException {
        long user = user(context);
        Sending sending = json.readValue(context.bodyAsBytes(), Sending.class);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(BareStatements.SEND.forJdbc())) {
            statement.setLong(1, sending.chatId());
            statement.setLong(2, user);
            statement.setLong(3, sending.chatId());
            statement.setLong(4, user);
            statement.setString(5, sending.text());
            statement.setString(6, sending.clientMessageId());
            statement.setLong(7, sending.chatId());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    context.status(404);
                    return;
                }
                context.status(201);
                answer(
                        context,
                        json.writeValueAsBytes(new Message(
                                row.getLong(1),
                                sending.chatId(),
                                user,
                                sending.text(),
                                row.getTimestamp(2).toInstant())));
            }
        }
    }

    private void history(Context context) throws SQLException {
        long user = user(context);
        long chat = Long.parseLong(context.pathParam("chat"));
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(BareStatements.HISTORY.forJdbc())) {
            statement.setLong(1, chat);
            statement.setLong(2, chat);
            statement.setLong(3, user);
            List<Message> page = new ArrayList<>(50);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    page.add(new Message(
                            row.getLong(1),
                            chat,
                            row.getLong(2),
                            row.getString(3),
                            row.getTimestamp(4).toInstant()));
                }
            }
            answer(context, json.writeValueAsBytes(page));
        }
    }

    private void chats(Context context) throws SQLException {
        long user = user(context);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(BareStatements.CHAT_LIST.forJdbc())) {
            statement.setLong(1, user);
            List<Chat> list = new ArrayList<>(50);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    list.add(new Chat(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getTimestamp(4).toInstant(),
                            row.getLong(5),
                            row.getString(6),
                            row.getTimestamp(7).toInstant(),
                            row.getLong(8)));
                }
            }
            answer(context, json.writeValueAsBytes(list));
        }
    }

    private long user(Context context) {
        String header = context.header("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            throw new JWTVerificationException("no token");
        }
        return Long.parseLong(verifier.verify(header.substring(7)).getSubject());
    }

    private static void answer(Context context, byte[] body) {
        context.contentType("application/json");
        context.result(body);
    }
}
