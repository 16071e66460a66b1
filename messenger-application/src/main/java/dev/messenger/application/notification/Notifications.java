package dev.messenger.application.notification;

import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists notifications (rules N1, C8). */
public final class Notifications {

    private final NotificationStore store;

    public Notifications(NotificationStore store) {
        this.store = store;
    }

    /**
     * A page of the caller's notifications, newest first.
     *
     * @param before exclusive bound, null for the newest
     * @param limit at most so many
     */
    public List<NotificationView> list(UserId caller, @Nullable Long before, int limit) {
        return store.list(caller, before, limit);
    }
}
