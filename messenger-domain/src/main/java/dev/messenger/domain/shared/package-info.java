/** Shared by all features: the error categories and the checks of text values. */
@NullMarked
package dev.messenger.domain.shared;

import org.jspecify.annotations.NullMarked;
