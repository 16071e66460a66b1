package dev.messenger.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The address and credentials of a connection to the embedded PostgreSQL.
 *
 * @param port on loopback
 * @param database name of the database
 * @param user of the database
 * @param password of that user; never logged
 */
record PostgresLogin(int port, String database, String user, String password) {

    /** JDBC URL with user and password, which need no encoding. */
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
        // Loopback needs no encryption.
        return "jdbc:postgresql://" + Loopback.HOST + ":" + port + "/" + database + "?sslmode=disable";
    }
}
