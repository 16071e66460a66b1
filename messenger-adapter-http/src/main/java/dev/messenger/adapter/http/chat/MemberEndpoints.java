package dev.messenger.adapter.http.chat;

import dev.messenger.adapter.http.chat.ChatBodies.ChatMemberAddRequest;
import dev.messenger.adapter.http.chat.ChatBodies.ChatMemberRead;
import dev.messenger.adapter.http.chat.ChatBodies.ChatMemberRoleUpdate;
import dev.messenger.adapter.http.chat.ChatBodies.ChatRead;
import dev.messenger.adapter.http.chat.ChatBodies.InviteLinkRead;
import dev.messenger.adapter.http.chat.ChatBodies.JoinByInviteRequest;
import dev.messenger.adapter.http.door.Call;
import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.adapter.http.door.Ids;
import dev.messenger.adapter.http.door.PathParam;
import dev.messenger.adapter.http.door.QueryParam;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.Invitations;
import dev.messenger.application.chat.Membership;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Section 7 of the reference: who is in a chat, coming and going. */
public final class MemberEndpoints implements EndpointModule {

    private static final String TAG = "Members";
    private static final PathParam<UserId> USER_ID =
            PathParam.id("user_id", UserId::new).doc("The member.");
    private static final QueryParam<Integer> LIMIT = QueryParam.limit(200);
    private static final QueryParam<@Nullable UserId> AFTER_ID =
            QueryParam.id("after_id", UserId::new).doc("Go on after this user.").optional();
    private static final QueryParam<@Nullable UserId> AFTER_USER_ID = QueryParam.id("after_user_id", UserId::new)
            .doc("Another name of after_id, which goes before it.")
            .optional();

    private final Membership membership;
    private final Invitations invitations;
    private final BrowseChats browseChats;

    public MemberEndpoints(Membership membership, Invitations invitations, BrowseChats browseChats) {
        this.membership = membership;
        this.invitations = invitations;
        this.browseChats = browseChats;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/chats/{chat_id}/members")
                        .tag(TAG)
                        .summary("List members")
                        .description("By user id; in a channel for owner and admins alone.")
                        .takes(ChatRef.CHAT, LIMIT, AFTER_ID, AFTER_USER_ID)
                        .answersList(200, ChatMemberRead.class)
                        .fails(403, 404)
                        .handle(call ->
                                membership
                                        .page(call.principal().user(), chat(call), after(call), call.get(LIMIT))
                                        .stream()
                                        .map(ChatMemberRead::of)
                                        .toList()),
                Endpoint.post("/api/v1/chats/{chat_id}/members")
                        .tag(TAG)
                        .summary("Add a member")
                        .takes(ChatRef.CHAT)
                        .body(ChatMemberAddRequest.class)
                        .answers(201, ChatMemberRead.class)
                        .fails(403, 404, 409)
                        .handle(this::add),
                Endpoint.patch("/api/v1/chats/{chat_id}/members/{user_id}/role")
                        .tag(TAG)
                        .summary("Change a role")
                        .description("The role of owner hands the chat over; the old owner becomes an admin.")
                        .takes(ChatRef.CHAT, USER_ID)
                        .body(ChatMemberRoleUpdate.class)
                        .answers(200, ChatMemberRead.class)
                        .fails(403, 404)
                        .handle(this::changeRole),
                Endpoint.delete("/api/v1/chats/{chat_id}/members/{user_id}")
                        .tag(TAG)
                        .summary("Remove a member")
                        .description(
                                "Who was removed cannot come back until staff adds them. Removing oneself is leaving.")
                        .takes(ChatRef.CHAT, USER_ID)
                        .answersNothing()
                        .fails(403, 404)
                        .handle(call -> membership.remove(call.principal().user(), chat(call), call.get(USER_ID))),
                Endpoint.post("/api/v1/chats/{chat_id}/join")
                        .tag(TAG)
                        .summary("Join a public chat")
                        .takes(ChatRef.CHAT)
                        .answers(200, ChatRead.class)
                        .fails(403, 404)
                        .handle(call ->
                                ChatRead.of(invitations.join(call.principal().user(), chat(call)))),
                Endpoint.post("/api/v1/chats/{chat_id}/leave")
                        .tag(TAG)
                        .summary("Leave a chat")
                        .description("When the owner leaves, the longest-standing admin, else member, becomes owner.")
                        .takes(ChatRef.CHAT)
                        .answersNothing()
                        .fails(403, 404)
                        .handle(call -> membership.leave(call.principal().user(), chat(call))),
                Endpoint.post("/api/v1/chats/{chat_id}/invite-link")
                        .tag(TAG)
                        .summary("Make an invite link")
                        .description("The same one until it is revoked.")
                        .takes(ChatRef.CHAT)
                        .answers(200, InviteLinkRead.class)
                        .fails(403, 404)
                        .handle(call -> InviteLinkRead.of(
                                invitations.link(call.principal().user(), chat(call)))),
                Endpoint.delete("/api/v1/chats/{chat_id}/invite-link")
                        .tag(TAG)
                        .summary("Revoke the invite link")
                        .takes(ChatRef.CHAT)
                        .answersNothing()
                        .fails(403, 404)
                        .handle(call -> invitations.revoke(call.principal().user(), chat(call))),
                Endpoint.post("/api/v1/chats/join-by-invite")
                        .tag(TAG)
                        .summary("Join by an invite link")
                        .body(JoinByInviteRequest.class)
                        .answers(200, ChatRead.class)
                        .fails(403, 404)
                        .handle(call -> ChatRead.of(invitations.joinByInvite(
                                call.principal().user(), call.body().token()))));
    }

    private static @Nullable UserId after(Call<?> call) {
        UserId after = call.get(AFTER_ID);
        return after == null ? call.get(AFTER_USER_ID) : after;
    }

    private ChatMemberRead add(Call<ChatMemberAddRequest> call) {
        return ChatMemberRead.of(membership.add(
                call.principal().user(),
                chat(call),
                Ids.of("user_id", call.body().userId(), UserId::new)));
    }

    private ChatMemberRead changeRole(Call<ChatMemberRoleUpdate> call) {
        return ChatMemberRead.of(membership.changeRole(
                call.principal().user(),
                chat(call),
                call.get(USER_ID),
                call.body().role()));
    }

    private ChatId chat(Call<?> call) {
        return call.get(ChatRef.CHAT).resolve(browseChats);
    }
}
