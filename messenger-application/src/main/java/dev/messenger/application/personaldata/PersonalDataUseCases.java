package dev.messenger.application.personaldata;

/** The use cases of a user's rights over their personal data. */
public record PersonalDataUseCases(AccountDeletion deletion, DataExport export) {}
