package dev.messenger.application.account.port;

/** The ports of accounts, which share one transaction. */
public record AccountPorts(
        Accounts accounts,
        ExternalUsers externalUsers,
        MailTokens mailTokens,
        MailQueue mailQueue,
        SafetyPorts safety,
        Sessions sessions,
        Erasure erasure,
        OwnData ownData) {}
