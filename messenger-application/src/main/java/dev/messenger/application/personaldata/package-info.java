/** What spans all features of one person: deleting the account and exporting its data (rule A11). */
@NullMarked
package dev.messenger.application.personaldata;

import org.jspecify.annotations.NullMarked;
