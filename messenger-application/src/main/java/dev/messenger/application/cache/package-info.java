/** Caches as fresh as the database: see docs/adr/0065-coherent-cache.md. */
@NullMarked
package dev.messenger.application.cache;

import org.jspecify.annotations.NullMarked;
