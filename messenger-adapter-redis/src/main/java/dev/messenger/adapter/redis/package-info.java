/**
 * Redis: state that all nodes share and that may be lost. Everything here continues without Redis and uses it again when it is
 * back (rule L2).
 */
@NullMarked
package dev.messenger.adapter.redis;

import org.jspecify.annotations.NullMarked;
