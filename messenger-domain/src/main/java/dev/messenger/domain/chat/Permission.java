package dev.messenger.domain.chat;

/** One thing that someone may do in a chat; {@link Permissions} says who may. */
public enum Permission {
    /** See the chat itself: title, description, counts. */
    SEE_CHAT("see this chat"),
    /** Read its messages, files and reactions, and follow its events. */
    READ("read the messages of this chat"),
    /** Keep it in one's own list as one likes: archive, pin, mute, clear. */
    ARRANGE("arrange this chat in a list"),
    /** Write, edit one's own, forward into it, attach. */
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
    /** Become a member by oneself. */
    JOIN("join this chat"),
    /** Give membership up. */
    LEAVE("leave this chat"),
    /** Delete the chat for everyone. */
    DELETE_FOR_ALL("delete this chat for everyone");

    private final String deed;

    Permission(String deed) {
        this.deed = deed;
    }

    /** The deed in words that go behind "may not". */
    public String deed() {
        return deed;
    }
}
