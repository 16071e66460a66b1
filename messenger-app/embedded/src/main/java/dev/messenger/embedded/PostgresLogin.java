package dev.messenger.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A way into the embedded PostgreSQL.
 *
 * @param port on loopback
 * @param database name of the database
 * @param user who logs in
 * @param password of that user; never logged
 */
record PostgresLogin(int port, String database, String user, String password) {

    /** JDBC URL with user and password; these consist of characters that need no encoding. */
    String url() {
        return address() + "&user=" + user + "&password=" + password;
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        return DriverManager.getConnection(address(), properties);
    }

    @Override
    public String toString() {
        return user + "@" + address();
    }

    private String address() {
        // Loopback: no encryption to negotiate.
        return "jdbc:postgresql://" + Loopback.HOST + ":" + port + "/" + database + "?sslmode=disable";
    }
}
