/** The server under test and its clients: people, HTTP calls, uploads, mail. */
@NullMarked
package dev.messenger.app.testing;

import org.jspecify.annotations.NullMarked;
