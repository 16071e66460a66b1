/** What operators do, as docs/operations.md describes it. */
@NullMarked
package dev.messenger.app.operation;

import org.jspecify.annotations.NullMarked;
