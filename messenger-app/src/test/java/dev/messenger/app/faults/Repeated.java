package dev.messenger.app.faults;

/** A fault that happens again and again. */
final class Repeated {

    private static final int MILLIS = 500;

    private Repeated() {}

    /** Does it every half second, until the result is run; that throws when it failed. */
    static Runnable until(Runnable deed) {
        Repetition repetition = new Repetition(deed);
        Thread thread = Thread.ofVirtual().start(repetition);
        return () -> repetition.end(thread);
    }

    private static final class Repetition implements Runnable {

        private final Runnable deed;
        private volatile boolean isOver;
        private volatile boolean isDone;

        Repetition(Runnable deed) {
            this.deed = deed;
        }

        @Override
        public void run() {
            try {
                while (!isOver) {
                    deed.run();
                    Thread.sleep(MILLIS);
                }
                isDone = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void end(Thread thread) {
            isOver = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!isDone) {
                throw new IllegalStateException("the fault stopped by itself");
            }
        }
    }
}
