/**
 * Redis: what all nodes share and nobody misses when it is gone. Everything here goes on without Redis and takes it up again
 * when it is back (rule L2).
 */
@NullMarked
package dev.messenger.adapter.redis;

import org.jspecify.annotations.NullMarked;
