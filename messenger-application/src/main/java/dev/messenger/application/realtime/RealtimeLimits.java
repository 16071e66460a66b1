package dev.messenger.application.realtime;

/**
 * What connections may hold on this node (rules R7, R12).
 *
 * @param queuedUpdates how many updates a connection queues at most before it is ended
 * @param queuedBytes about how many bytes all connections hold together; beyond it, those that hold more than their share end
 * @param connectionsPerUser how many connections a user may have open at once; 0 for any number
 */
public record RealtimeLimits(int queuedUpdates, long queuedBytes, int connectionsPerUser) {}
