package dev.messenger.adapter.jdbc;

import dev.messenger.adapter.jdbc.shared.Failures;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says for the operator why a database cannot be used, and how to mend that (rule O6). Goes by SQL states and exceptions, not by texts. */
public final class Diagnosis {

    private Diagnosis() {}

    /** One or two sentences on one line about the database, without secrets. */
    public static String of(Throwable failure) {
        return known(failure)
                .orElse(
                        "It does not answer within 10 seconds: check that PostgreSQL listens there, and that no firewall is between.");
    }

    /** {@link #of} for failures whose reason is known. */
    static Optional<String> known(Throwable failure) {
        SQLException cause = Failures.sqlCause(failure);
        return cause == null
                ? Optional.empty()
                : ofState(String.valueOf(cause.getSQLState())).or(() -> ofNetwork(failure));
    }

    private static Optional<String> ofState(String state) {
        return Optional.ofNullable(
                switch (state) {
                    case "28P01", "28000" ->
                        "It refuses the login: check the user and the password, and whether pg_hba.conf admits this host"
                                + " (with TLS: ?sslmode=require).";
                    case "3D000" -> "There is no such database: create it, with this user as its owner.";
                    case "42501" ->
                        "The user lacks a right: make it the owner of the database, or grant it CREATE on the database (for the"
                                + " extension pg_trgm) and on the schema public.";
                    case "0A000", "58P01" ->
                        "The extension pg_trgm is missing: install the contrib package of this PostgreSQL.";
                    case "53300" ->
                        "All its connections are taken: raise max_connections, or end other clients; a node takes up to 19.";
                    case "57P03" -> "It is starting up or shutting down: try again when it is ready.";
                    case "25006" -> "It is read-only: name the primary, not a standby.";
                    case "53100" -> "Its disk is full: make room.";
                    case "08004" -> "It offers no TLS: set it up there, or leave out sslmode.";
                    default -> null;
                });
    }

    private static Optional<String> ofNetwork(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> Stream.ofNullable(
                        switch (cause) {
                            case SSLException untrusted ->
                                "TLS fails: its certificate has to be for this host, and signed by a trusted authority"
                                        + " (?sslrootcert=file names yours).";
                            case UnknownHostException nowhere -> "There is no host of this name: check DATABASE_URL.";
                            case ConnectException refused ->
                                "Nothing listens there: start PostgreSQL, or check host and port.";
                            default -> null;
                        }))
                .findFirst();
    }
}
