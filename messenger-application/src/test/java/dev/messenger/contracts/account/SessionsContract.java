package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.Session;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sign-ins that last (rule A4). */
@Tag("A4")
public interface SessionsContract extends StoreContract {

    @Test
    default void knowsNoSessionThatWasNotAdded() {
        assertThat(store().sessions().find(new SessionId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    default void keepsASessionAsItWas() {
        Session session = session(user());
        store().transactions().run(() -> store().sessions().add(session));

        assertThat(store().sessions().find(session.id())).contains(session);
    }

    @Test
    default void keepsWhatIsNotKnown() {
        Session session = new Session(
                new SessionId(UUID.randomUUID()),
                user(),
                UUID.randomUUID(),
                null,
                null,
                NOW,
                NOW.plus(Duration.ofDays(30)));
        store().transactions().run(() -> store().sessions().add(session));

        assertThat(store().sessions().find(session.id()))
                .as("neither address nor agent")
                .contains(session);
    }

    @Test
    default void aUserMayHaveSeveral() {
        UserId user = user();
        Session phone = session(user);
        Session laptop = session(user);
        store().transactions().run(() -> {
            store().sessions().add(phone);
            store().sessions().add(laptop);
        });

        assertThat(store().sessions().find(phone.id())).contains(phone);
        assertThat(store().sessions().find(laptop.id())).contains(laptop);
    }

    @Test
    default void forgetsWhatWasRolledBack() {
        Session session = session(user());
        rolledBack(() -> store().sessions().add(session));

        assertThat(store().sessions().find(session.id())).isEmpty();
    }

    private static Session session(UserId user) {
        return new Session(
                new SessionId(UUID.randomUUID()),
                user,
                UUID.randomUUID(),
                "192.0.2.7",
                "Contract/1.0 (täst)",
                NOW,
                NOW.plus(Duration.ofDays(30)));
    }
}
