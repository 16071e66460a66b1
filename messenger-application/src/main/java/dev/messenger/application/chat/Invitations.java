package dev.messenger.application.chat;

import dev.messenger.application.chat.port.Chats.LockedChat;
import dev.messenger.application.chat.port.InviteLinks;
import dev.messenger.application.chat.port.Memberships;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import java.net.URI;

/** Joining public groups and channels, and others by an invite link (rules H8, H16, H17). Thread-safe. */
public final class Invitations {

    private final ChatUnitOfWork work;
    private final ChatViews views;
    private final ChatCaps caps;
    private final Randomness randomness;
    private final Settings settings;

    Invitations(ChatUnitOfWork work, ChatViews views, ChatCaps caps, Randomness randomness, Settings settings) {
        this.work = work;
        this.views = views;
        this.caps = caps;
        this.randomness = randomness;
        this.settings = settings;
    }

    /**
     * A link that admits everybody who has it.
     *
     * @param url of the page that accepts the invitation
     */
    public record InviteLink(ChatId chat, String token, URI url) {}

    /**
     * The link of a chat, created when there is none.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws RuleViolation when it is a private chat
     * @throws Forbidden when the caller may not invite
     */
    public InviteLink link(UserId caller, ChatId chat) {
        String token = work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.INVITE);
            return links().tokenOf(chat).orElseGet(() -> newLink(chat));
        });
        return new InviteLink(chat, token, URI.create(settings.frontendUrl() + "/join?token=" + token));
    }

    private String newLink(ChatId chat) {
        String token = randomness.token();
        links().add(chat, token);
        return token;
    }

    /**
     * Revokes the link of a chat, if there is one.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws RuleViolation when it is a private chat
     * @throws Forbidden when the caller may not invite
     */
    public void revoke(UserId caller, ChatId chat) {
        work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.INVITE);
            links().revoke(chat);
            return chat;
        });
    }

    /**
     * Joins a public chat. For a member nothing changes.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws Forbidden when the caller was removed by staff
     * @throws RuleViolation {@code too_many_members} or {@code too_many_chats} when there is no room
     */
    public ChatView join(UserId caller, ChatId chat) {
        work.locked(caller, chat, locked -> {
            if (!locked.standing().isMember()) {
                locked.standing().require(Permission.JOIN);
                enter(caller, chat, locked);
            }
            return chat;
        });
        return views.find(caller, chat);
    }

    /**
     * Joins the chat of an invite link. For a member nothing changes.
     *
     * @throws InviteNotFound when there is no such link, or it was revoked
     * @throws Forbidden when the caller was removed by staff
     * @throws RuleViolation {@code too_many_members} or {@code too_many_chats} when there is no room
     */
    public ChatView joinByInvite(UserId caller, String token) {
        ChatId chat = links().chatOf(token).orElseThrow(InviteNotFound::new);
        boolean valid = work.inTransaction(() -> work.store()
                .chats()
                .lock(chat, caller)
                .filter(locked -> links().tokenOf(chat).filter(token::equals).isPresent()) // revoked meanwhile?
                .map(locked -> {
                    if (!locked.standing().isMember()) {
                        enter(caller, chat, locked);
                    }
                    return chat;
                })
                .isPresent());
        if (!valid) {
            throw new InviteNotFound();
        }
        return views.find(caller, chat);
    }

    private void enter(UserId caller, ChatId chat, LockedChat locked) {
        Memberships memberships = work.store().memberships();
        if (memberships.isBanned(chat, caller)) {
            throw new Forbidden(
                    "removed_by_staff",
                    "You were removed from this chat. Only its owner or an admin can add you again.");
        }
        caps.requireRoom(locked.standing().type(), locked.membersCount() + 1);
        caps.requireRoom(caller);
        memberships.add(chat, caller, work.now());
        work.publish(new Event.MemberAdded(chat, caller, caller));
    }

    private InviteLinks links() {
        return work.store().inviteLinks();
    }
}
