/**
 * Encryption, password hashing, signatures, one-time codes and randomness by the JDK alone. The server uses
 * {@link dev.messenger.adapter.security.AesSecretBox} and {@link dev.messenger.adapter.security.SecureRandomness}; an
 * embedding program may use all of it.
 */
@NullMarked
package dev.messenger.adapter.security;

import org.jspecify.annotations.NullMarked;
