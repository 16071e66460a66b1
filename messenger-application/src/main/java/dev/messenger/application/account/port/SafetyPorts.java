package dev.messenger.application.account.port;

/** The ports by which accounts withstand whoever knows their password; part of {@link AccountPorts}. */
public record SafetyPorts(
        TwoFactors twoFactors, CodeGuesses codeGuesses, KnownNetworks knownNetworks, AccountChanges changes) {}
