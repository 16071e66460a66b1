package dev.messenger.application;

import dev.messenger.application.shared.Settings;

/** The default settings with some other caps. */
public final class CapsOf {

    private static final Settings.Caps DEFAULTS = Settings.defaults().caps();

    private CapsOf() {}

    public static Settings chats(int chats, int ownedChats, int groupMembers, int channelMembers) {
        return Settings.defaults()
                .with(new Settings.Caps(
                        chats,
                        ownedChats,
                        groupMembers,
                        channelMembers,
                        DEFAULTS.contacts(),
                        DEFAULTS.sessions(),
                        DEFAULTS.pendingUploads(),
                        DEFAULTS.pendingUploadBytes()));
    }

    public static Settings contacts(int contacts) {
        return people(contacts, DEFAULTS.sessions(), DEFAULTS.pendingUploads(), DEFAULTS.pendingUploadBytes());
    }

    public static Settings sessions(int sessions) {
        return people(DEFAULTS.contacts(), sessions, DEFAULTS.pendingUploads(), DEFAULTS.pendingUploadBytes());
    }

    public static Settings uploads(int uploads, long bytes) {
        return people(DEFAULTS.contacts(), DEFAULTS.sessions(), uploads, bytes);
    }

    private static Settings people(int contacts, int sessions, int uploads, long bytes) {
        return Settings.defaults()
                .with(new Settings.Caps(
                        DEFAULTS.chats(),
                        DEFAULTS.ownedChats(),
                        DEFAULTS.groupMembers(),
                        DEFAULTS.channelMembers(),
                        contacts,
                        sessions,
                        uploads,
                        bytes));
    }
}
