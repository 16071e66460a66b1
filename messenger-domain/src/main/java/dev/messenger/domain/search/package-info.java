/** Text as searches compare it (rule U10). */
@NullMarked
package dev.messenger.domain.search;

import org.jspecify.annotations.NullMarked;
