/** Use cases of personal data, over all features: account deletion and data export (rule A11). */
@NullMarked
package dev.messenger.application.personaldata;

import org.jspecify.annotations.NullMarked;
