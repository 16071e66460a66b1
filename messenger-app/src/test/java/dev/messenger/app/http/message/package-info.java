/** Rules M1 to M14 and N1, N2 over HTTP. */
@NullMarked
package dev.messenger.app.http.message;

import org.jspecify.annotations.NullMarked;
