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
                        DEFAULTS.uploads()));
    }

    public static Settings contacts(int contacts) {
        return people(contacts, DEFAULTS.sessions(), DEFAULTS.uploads());
    }

    public static Settings sessions(int sessions) {
        return people(DEFAULTS.contacts(), sessions, DEFAULTS.uploads());
    }

    public static Settings uploads(int pending, long pendingBytes, long storedBytes) {
        return people(
                DEFAULTS.contacts(),
                DEFAULTS.sessions(),
                new Settings.Caps.Uploads(pending, pendingBytes, storedBytes));
    }

    private static Settings people(int contacts, int sessions, Settings.Caps.Uploads uploads) {
        return Settings.defaults()
                .with(new Settings.Caps(
                        DEFAULTS.chats(),
                        DEFAULTS.ownedChats(),
                        DEFAULTS.groupMembers(),
                        DEFAULTS.channelMembers(),
                        contacts,
                        sessions,
                        uploads));
    }
}
