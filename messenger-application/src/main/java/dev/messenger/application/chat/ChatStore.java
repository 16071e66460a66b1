package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.application.chat.port.ChatPurge;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.chat.port.InviteLinks;
import dev.messenger.application.chat.port.Memberships;

/** The ports of chats, which share one transaction. */
public record ChatStore(
        Chats chats,
        ChatList list,
        Memberships memberships,
        InviteLinks inviteLinks,
        ChatPreferenceStore preferences,
        ChatPurge purge) {}
