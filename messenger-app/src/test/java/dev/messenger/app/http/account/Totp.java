package dev.messenger.app.http.account;

import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import java.time.Instant;

/** An authenticator app. */
final class Totp {

    private static final int STEP_SECONDS = 30;

    private Totp() {}

    /** The code of a time step: 0 is the current one, 1 the next. */
    static String code(String secret, int stepsFromNow) {
        try {
            return new DefaultCodeGenerator()
                    .generate(secret, Instant.now().getEpochSecond() / STEP_SECONDS + stepsFromNow);
        } catch (CodeGenerationException e) {
            throw new IllegalStateException(e);
        }
    }
}
