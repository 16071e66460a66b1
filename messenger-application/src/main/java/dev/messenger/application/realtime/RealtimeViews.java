package dev.messenger.application.realtime;

import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.people.Profiles;

/** The use cases that render chats, messages and people: a stream shows them as the answers to requests do. */
public record RealtimeViews(BrowseChats chats, MessageViews messages, Profiles people) {}
