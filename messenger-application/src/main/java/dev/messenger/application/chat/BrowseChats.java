package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.ChatPorts;
import dev.messenger.application.chat.port.Memberships;
import dev.messenger.application.chat.port.MyMembership;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.search.SearchTerms;
import dev.messenger.domain.shared.InvalidValue;
import java.util.List;
import java.util.stream.Stream;

/** Lists, searches and shows chats (rules H4 to H7, H10). Thread-safe. */
public final class BrowseChats {

    private static final int MAX_MEMBERS = 200;

    private final ChatPorts store;
    private final ChatViews views;

    public BrowseChats(ChatPorts store, ChatViews views) {
        this.store = store;
        this.views = views;
    }

    /** A page of the caller's chats: pinned first, then newest activity. */
    public Page<ChatView> list(UserId caller, ChatListQuery query) {
        return views.page(caller, query);
    }

    /**
     * Public groups and channels with the words of {@code text} in title or handle, the largest first. A text without words matches all.
     *
     * @throws InvalidValue when {@code text} is no query that {@link SearchTerms} accept
     */
    public List<ChatView> discover(UserId caller, String text, int limit) {
        return views.of(
                caller,
                store.list().discover(caller, SearchTerms.ofNames(text, 1).orElse(null), limit));
    }

    /**
     * One chat.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     */
    public ChatView find(UserId caller, ChatId chat) {
        return views.find(caller, chat);
    }

    /**
     * One chat and those of its members that the caller may know: all of them, staff and the caller, or none.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     */
    public ChatDetail show(UserId caller, ChatId chat) {
        ChatView view = views.find(caller, chat);
        Memberships memberships = store.memberships();
        MyMembership mine = view.mine();
        if (mine == null) {
            return new ChatDetail(view, List.of());
        }
        Standing standing = new Standing(view.chat().type(), view.chat().isPublic(), mine.role());
        if (standing.may(Permission.SEE_MEMBERS)) {
            return new ChatDetail(view, memberships.senior(chat, false, MAX_MEMBERS));
        }
        List<Member> staff = memberships.senior(chat, true, MAX_MEMBERS - 1);
        Stream<Member> self = memberships.find(chat, caller).stream();
        return new ChatDetail(view, Stream.concat(staff.stream(), self).toList());
    }

    /**
     * The chat with this public id (rule C11).
     *
     * @throws ChatNotFound when there is none
     */
    public ChatId resolve(PublicId publicId) {
        return store.chats().findByPublicId(publicId).orElseThrow(ChatNotFound::new);
    }
}
