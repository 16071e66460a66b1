package dev.messenger.domain.chat;

/** The three kinds of chat. The saved chat is a {@code PRIVATE} one with a single member (rule H14). */
public enum ChatType {
    PRIVATE,
    GROUP,
    CHANNEL
}
