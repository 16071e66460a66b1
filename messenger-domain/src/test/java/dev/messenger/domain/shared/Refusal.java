package dev.messenger.domain.shared;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How tests of values say that one is refused. */
public final class Refusal {

    private Refusal() {}

    /** The making is refused by an error that names the field. */
    public static void of(String field, String what, ThrowingCallable making) {
        assertThatThrownBy(making)
                .as("%s of '%s'", field, what)
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith(field + ": ")
                .extracting(refused -> ((InvalidValue) refused).field())
                .isEqualTo(field);
    }
}
