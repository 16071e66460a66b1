package dev.messenger.application.people.port;

/** The ports of profiles, contacts and blocks, which share one transaction. */
public record PeoplePorts(People profiles, Relationships relationships, Contacts contacts, Blocks blocks) {}
