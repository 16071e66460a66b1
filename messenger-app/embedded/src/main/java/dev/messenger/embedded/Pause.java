package dev.messenger.embedded;

import java.util.concurrent.TimeUnit;

/** A short wait between two looks at something that another process does. */
final class Pause {

    private Pause() {}

    /** @throws ServiceFailure if the thread is interrupted; it stays so */
    static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceFailure("The start was interrupted.", e);
        }
    }
}
