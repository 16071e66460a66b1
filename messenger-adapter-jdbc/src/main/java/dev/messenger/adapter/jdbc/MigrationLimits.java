package dev.messenger.adapter.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * A migration takes as long as it takes, whatever the settings of the role, but does not queue for a lock for long: all statements of running
 * nodes would queue behind it (rule O4).
 */
final class MigrationLimits extends BaseCallback {

    private static final String LIMITS =
            "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = 10000";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_CONNECT;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(LIMITS);
        } catch (SQLException e) {
            throw new FlywayException("the connection of the migration broke", e);
        }
    }
}
