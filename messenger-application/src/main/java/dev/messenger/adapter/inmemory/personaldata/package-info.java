/** In-memory adapters of the personal data ports. */
@NullMarked
package dev.messenger.adapter.inmemory.personaldata;

import org.jspecify.annotations.NullMarked;
