/** What every adapter of a personal data port has to keep. */
@NullMarked
package dev.messenger.contracts.personaldata;

import org.jspecify.annotations.NullMarked;
