/** Streams events to users, live and replayed, each as far as the user may see it (rules R1 to R7). */
@NullMarked
package dev.messenger.application.realtime;

import org.jspecify.annotations.NullMarked;
