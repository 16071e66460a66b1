/** Programs of the documentation that embed the messenger with PostgreSQL. */
@NullMarked
package dev.messenger.example;

import org.jspecify.annotations.NullMarked;
