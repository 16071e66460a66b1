/** The HTML pages behind the links in mails and invites (rule A2). */
@NullMarked
package dev.messenger.adapter.http.page;

import org.jspecify.annotations.NullMarked;
