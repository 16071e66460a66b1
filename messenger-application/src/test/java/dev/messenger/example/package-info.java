/** Programs that embed the messenger: {@code docs/embedding.md} shows them. */
@NullMarked
package dev.messenger.example;

import org.jspecify.annotations.NullMarked;
