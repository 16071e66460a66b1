package dev.messenger.application.account.port;

import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.SecretBox;

/** Passwords, tokens, codes and randomness. */
public record SecurityPorts(
        PasswordHasher hasher, Tokens tokens, OneTimeCodes codes, SecretBox box, Randomness randomness) {}
