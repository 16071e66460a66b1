package dev.messenger.application.media.port;

/** The ports of what the database knows of files, which share one transaction. */
public record MediaPorts(Attachments attachments, PendingUploads pendingUploads, ObjectRemovals objectRemovals) {}
