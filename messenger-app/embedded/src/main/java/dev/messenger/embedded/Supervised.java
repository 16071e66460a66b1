package dev.messenger.embedded;

/** A running service that can be started again. After its first start only its {@link Supervisor} calls it. */
interface Supervised {

    /** The name for the log. */
    String name();

    /** Whether it still runs, as far as the system knows; costs nothing. */
    boolean isAlive();

    /** Whether it answers, within two seconds. */
    boolean answers();

    /**
     * Ends what is left of it, and starts it at the same address with the same data; returns when it answers.
     *
     * @throws ServiceFailure if it does not start
     */
    void restart();
}
