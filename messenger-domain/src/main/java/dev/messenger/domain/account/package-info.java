/** Who someone is: identity, names, the account and its sessions. */
@NullMarked
package dev.messenger.domain.account;

import org.jspecify.annotations.NullMarked;
