package dev.messenger.adapter.s3;

/** The store cannot be used as it is configured, which waiting does not mend (rule D11). The message is one line for the operator. */
public final class StoreRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What has to be corrected. */
    public enum Fault {
        ADDRESS,
        KEY,
        REGION,
        BUCKET,
        RIGHTS,
        STORE
    }

    private final Fault fault;

    StoreRefusal(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    StoreRefusal(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    /** What has to be corrected. */
    public Fault fault() {
        return fault;
    }
}
