package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.PublicId;
import java.util.List;

/** Looking at chats (rules H4 to H6). */
public final class BrowseChats {

    private final Chats chats;
    private final ChatList list;

    public BrowseChats(Chats chats, ChatList list) {
        this.chats = chats;
        this.list = list;
    }

    /** A page of the caller's chats, newest activity first. */
    public List<ChatView> list(UserId caller, ChatListQuery query) {
        return list.page(caller, query);
    }

    /**
     * One chat.
     *
     * @throws ChatNotFound when there is none that the caller may see
     */
    public ChatView find(UserId caller, ChatId chat) {
        return list.find(caller, chat).orElseThrow(ChatNotFound::new);
    }

    /**
     * Which chat a public id stands for (rule C11).
     *
     * @throws ChatNotFound when it stands for none
     */
    public ChatId resolve(PublicId publicId) {
        return chats.findByPublicId(publicId).orElseThrow(ChatNotFound::new);
    }
}
