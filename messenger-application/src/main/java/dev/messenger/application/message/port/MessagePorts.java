package dev.messenger.application.message.port;

import dev.messenger.application.notification.port.NotificationStore;

/** The ports of messages and of the notifications about them, which share one transaction. */
public record MessagePorts(
        Messages messages,
        NewestMessages newestMessages,
        MessageChanges changes,
        Threads threads,
        Reactions reactions,
        MessageSearch search,
        NotificationStore notifications) {}
