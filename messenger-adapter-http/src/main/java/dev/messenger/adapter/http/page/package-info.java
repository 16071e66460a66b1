/** The small pages that links in mails and invites lead to (rule A2). */
@NullMarked
package dev.messenger.adapter.http.page;

import org.jspecify.annotations.NullMarked;
