package dev.messenger.app.embedded;

import dev.messenger.app.StartupFailure;
import java.util.concurrent.TimeUnit;

/** A short wait between two looks at something that another process does. */
final class Pause {

    private Pause() {}

    /** @throws StartupFailure if the thread is interrupted; it stays so */
    static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupFailure("The start was interrupted.", e);
        }
    }
}
