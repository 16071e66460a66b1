/** What every use case shares: pages and rate limits. */
@NullMarked
package dev.messenger.application.shared;

import org.jspecify.annotations.NullMarked;
