package dev.messenger.adapter.http.chat;

import dev.messenger.adapter.http.chat.ChatBodies.ChatMemberAddRequest;
import dev.messenger.adapter.http.chat.ChatBodies.ChatMemberRead;
import dev.messenger.adapter.http.chat.ChatBodies.ChatMemberRoleUpdate;
import dev.messenger.adapter.http.chat.ChatBodies.ChatRead;
import dev.messenger.adapter.http.chat.ChatBodies.InviteLinkRead;
import dev.messenger.adapter.http.chat.ChatBodies.JoinByInviteRequest;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.IdFields;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.RateLimit;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.Invitations;
import dev.messenger.application.chat.Membership;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a chat: listing, adding, removing, roles, joining and leaving. */
public record MemberEndpoints(Membership membership, Invitations invitations, BrowseChats browseChats)
        implements EndpointModule {

    private static final String TAG = "Members";
    private static final RateLimit JOIN = RateLimit.perMinute("join", 60);
    private static final PathParam<UserId> USER_ID =
            PathParam.id("user_id", UserId::new).doc("The member.");
    private static final QueryParam<Integer> LIMIT = QueryParam.limit(200);
    private static final QueryParam<@Nullable UserId> AFTER_ID =
            QueryParam.id("after_id", UserId::new).doc("Go on after this user.").optional();
    private static final QueryParam<@Nullable UserId> AFTER_USER_ID = QueryParam.id("after_user_id", UserId::new)
            .doc("Another name of after_id, which goes before it.")
            .optional();

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/chats/{chat_id}/members", TAG, "List members")
                        .description("By user id; in a channel for owner and admins alone.")
                        .params(ChatRef.CHAT, LIMIT, AFTER_ID, AFTER_USER_ID)
                        .returnsList(200, ChatMemberRead.class)
                        .fails(403, 404)
                        .handle(request -> Mapping.list(
                                membership.page(request.user(), chat(request), after(request), request.get(LIMIT)),
                                ChatMemberRead::of)),
                Endpoint.post("/api/v1/chats/{chat_id}/members", TAG, "Add a member")
                        .limit(RateLimit.perMinute("add-member", 60))
                        .params(ChatRef.CHAT)
                        .body(ChatMemberAddRequest.class)
                        .returns(201, ChatMemberRead.class)
                        .fails(403, 404, 409)
                        .handle(this::add),
                Endpoint.patch("/api/v1/chats/{chat_id}/members/{user_id}/role", TAG, "Change a role")
                        .description("The role of owner hands the chat over; the old owner becomes an admin.")
                        .params(ChatRef.CHAT, USER_ID)
                        .body(ChatMemberRoleUpdate.class)
                        .returns(200, ChatMemberRead.class)
                        .fails(403, 404)
                        .handle(this::changeRole),
                Endpoint.delete("/api/v1/chats/{chat_id}/members/{user_id}", TAG, "Remove a member")
                        .description(
                                "Who was removed cannot come back until staff adds them. Removing oneself is leaving.")
                        .params(ChatRef.CHAT, USER_ID)
                        .returnsNothing()
                        .fails(403, 404)
                        .handle(request -> membership.remove(request.user(), chat(request), request.get(USER_ID))),
                Endpoint.post("/api/v1/chats/{chat_id}/join", TAG, "Join a chat")
                        .limit(JOIN)
                        .params(ChatRef.CHAT)
                        .returns(200, ChatRead.class)
                        .fails(403, 404)
                        .handle(request -> ChatRead.of(invitations.join(request.user(), chat(request)))),
                Endpoint.post("/api/v1/chats/{chat_id}/leave", TAG, "Leave a chat")
                        .description("When the owner leaves, the longest-standing admin, else member, becomes owner.")
                        .params(ChatRef.CHAT)
                        .returnsNothing()
                        .fails(403, 404)
                        .handle(request -> membership.leave(request.user(), chat(request))),
                Endpoint.post("/api/v1/chats/{chat_id}/invite-link", TAG, "Create an invite link")
                        .description("The same one until it is revoked.")
                        .params(ChatRef.CHAT)
                        .returns(200, InviteLinkRead.class)
                        .fails(403, 404)
                        .handle(request -> InviteLinkRead.of(invitations.link(request.user(), chat(request)))),
                Endpoint.delete("/api/v1/chats/{chat_id}/invite-link", TAG, "Revoke the invite link")
                        .params(ChatRef.CHAT)
                        .returnsNothing()
                        .fails(403, 404)
                        .handle(request -> invitations.revoke(request.user(), chat(request))),
                Endpoint.post("/api/v1/chats/join-by-invite", TAG, "Join by invite")
                        .limit(JOIN)
                        .body(JoinByInviteRequest.class)
                        .returns(200, ChatRead.class)
                        .fails(403, 404)
                        .handle(request -> ChatRead.of(invitations.joinByInvite(
                                request.user(), request.body().token()))));
    }

    private static @Nullable UserId after(Request<?> request) {
        UserId after = request.get(AFTER_ID);
        return after == null ? request.get(AFTER_USER_ID) : after;
    }

    private ChatMemberRead add(Request<ChatMemberAddRequest> request) {
        return ChatMemberRead.of(membership.add(
                request.user(),
                chat(request),
                IdFields.required("user_id", request.body().userId(), UserId::new)));
    }

    private ChatMemberRead changeRole(Request<ChatMemberRoleUpdate> request) {
        return ChatMemberRead.of(membership.changeRole(
                request.user(),
                chat(request),
                request.get(USER_ID),
                request.body().role()));
    }

    private ChatId chat(Request<?> request) {
        return request.get(ChatRef.CHAT).resolve(browseChats);
    }
}
