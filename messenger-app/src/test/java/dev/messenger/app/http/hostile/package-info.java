/** Clients that try to stop or starve the server, beside others that only use it. */
@NullMarked
package dev.messenger.app.http.hostile;

import org.jspecify.annotations.NullMarked;
