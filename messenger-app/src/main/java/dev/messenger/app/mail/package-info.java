/** Mail as files or by SMTP. */
@NullMarked
package dev.messenger.app.mail;

import org.jspecify.annotations.NullMarked;
