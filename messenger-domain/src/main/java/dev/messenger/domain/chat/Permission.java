package dev.messenger.domain.chat;

/** An action in a chat; {@link Permissions} says who may perform it. */
public enum Permission {
    /** See the chat itself: title, description, counts. */
    SEE_CHAT("see this chat"),
    /** Read its messages, files and reactions, and follow its events. */
    READ("read the messages of this chat"),
    /** Arrange it in one's own list: archive, pin, mute, clear. */
    ARRANGE("arrange this chat in a list"),
    /** Send, forward and attach, and edit one's own messages. */
    POST("post in this chat"),
    /** React to messages. */
    REACT("react in this chat"),
    /** Delete anyone's message for all. */
    MODERATE("delete messages of others in this chat"),
    /** Pin a message for all. */
    PIN("pin messages in this chat"),
    /** Change title, description, avatar. */
    EDIT_PROFILE("change the profile of this chat"),
    /** See the whole list of members. */
    SEE_MEMBERS("see the members of this chat"),
    /** Add members. */
    ADD_MEMBERS("add members to this chat"),
    /** Remove members below one's own role. */
    REMOVE_MEMBERS("remove members from this chat"),
    /** Change roles and hand the chat over. */
    CHANGE_ROLES("change roles in this chat"),
    /** Make and revoke invite links. */
    INVITE("make invite links for this chat"),
    /** Join by oneself. */
    JOIN("join this chat"),
    /** Leave. */
    LEAVE("leave this chat"),
    /** Delete the chat for everyone. */
    DELETE_FOR_ALL("delete this chat for everyone");

    private final String action;

    Permission(String action) {
        this.action = action;
    }

    /** The action in words that follow "may not". */
    public String action() {
        return action;
    }
}
