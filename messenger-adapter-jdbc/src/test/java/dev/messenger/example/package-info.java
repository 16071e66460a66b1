/** Programs that embed the messenger over the adapters: the documentation shows them. */
@NullMarked
package dev.messenger.example;

import org.jspecify.annotations.NullMarked;
