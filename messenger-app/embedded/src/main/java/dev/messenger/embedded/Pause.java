package dev.messenger.embedded;

import java.util.concurrent.TimeUnit;

/** A short wait between two attempts. */
final class Pause {

    private Pause() {}

    /** @throws ServiceFailure if the thread is interrupted; its interrupt status stays set */
    static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceFailure("The start was interrupted.", e);
        }
    }
}
