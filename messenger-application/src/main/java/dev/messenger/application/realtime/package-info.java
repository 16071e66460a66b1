/** What happens, as each user may learn of it, as it happens or later (rules R1 to R7). */
@NullMarked
package dev.messenger.application.realtime;

import org.jspecify.annotations.NullMarked;
