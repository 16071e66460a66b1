package dev.messenger.application.chat.port;

/** The ports of chats, which share one transaction. */
public record ChatPorts(
        Chats chats,
        ChatList list,
        Memberships memberships,
        InviteLinks inviteLinks,
        ChatPreferenceStore preferences,
        ChatPurge purge,
        Rights rights) {}
