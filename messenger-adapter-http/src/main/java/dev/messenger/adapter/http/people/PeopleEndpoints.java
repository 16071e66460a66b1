package dev.messenger.adapter.http.people;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.Format;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.RateLimit;
import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.people.PeopleBodies.ByEmailRequest;
import dev.messenger.adapter.http.people.PeopleBodies.PresenceRead;
import dev.messenger.adapter.http.people.PeopleBodies.UserProfileUpdate;
import dev.messenger.adapter.http.people.PeopleBodies.UserRead;
import dev.messenger.adapter.http.people.PeopleBodies.UserSearchRead;
import dev.messenger.application.people.ContactLists;
import dev.messenger.application.people.PeoplePresence;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.people.Profiles;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Profiles, user search, contacts and blocks. */
public record PeopleEndpoints(Profiles profiles, PeoplePresence presence, ContactLists contactLists)
        implements EndpointModule {

    private static final String TAG = "Users";

    private static final PathParam<UserId> USER_ID = PathParam.id("user_id", UserId::new);
    private static final PathParam<Username> USERNAME = PathParam.of(
            "username",
            new Format<>(
                    "3 to 32 of a-z, 0-9 and _, starting with a letter",
                    new JsonType.Text(null, "^[A-Za-z][A-Za-z0-9_]{2,31}$"),
                    Username::new));
    private static final QueryParam<List<UserId>> IDS = QueryParam.of("ids", Format.ids(100, UserId::new))
            .doc("Ids of users, separated by commas.")
            .required();
    private static final QueryParam<String> QUERY = QueryParam.text("query").required();
    private static final QueryParam<Integer> SEARCH_LIMIT = QueryParam.limit(20);
    private static final QueryParam<Integer> LIST_LIMIT = QueryParam.limit(200);
    private static final QueryParam<@Nullable UserId> AFTER_ID =
            QueryParam.id("after_id", UserId::new).optional();

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/users/me", TAG, "Get my profile")
                        .returns(200, UserRead.class)
                        .handle(request -> UserRead.of(profiles.own(request.user()))),
                Endpoint.put("/api/v1/users/profile", TAG, "Update my profile")
                        .limit(RateLimit.perMinute("profile", 30))
                        .description("A key that is absent leaves what is there; null clears bio and avatar_url.")
                        .body(UserProfileUpdate.class)
                        .returns(200, UserRead.class)
                        .fails(409, 503)
                        .handle(request -> UserRead.of(
                                profiles.change(request.user(), request.body().toChange()))),
                Endpoint.get("/api/v1/users/search", TAG, "Search users")
                        .limit(RateLimit.SEARCH)
                        .costly()
                        .description("By username and name, from the start and inside, and by the full email.")
                        .params(QUERY, SEARCH_LIMIT)
                        .returnsList(200, UserSearchRead.class)
                        .handle(request ->
                                listed(profiles.search(request.user(), request.get(QUERY), request.get(SEARCH_LIMIT)))),
                Endpoint.get("/api/v1/users", TAG, "List users")
                        .description("In order of id. Ids of nobody are left out.")
                        .params(IDS)
                        .returnsList(200, UserRead.class)
                        .handle(request -> Mapping.list(profiles.show(request.user(), request.get(IDS)), UserRead::of)),
                Endpoint.get("/api/v1/users/by-username/{username}", TAG, "Get a user by username")
                        .params(USERNAME)
                        .returns(200, UserRead.class)
                        .fails(404)
                        .handle(request -> UserRead.of(profiles.show(request.user(), request.get(USERNAME)))),
                Endpoint.get("/api/v1/users/presence", TAG, "List presence")
                        .description("In order of id. Ids of nobody are left out; hidden presence reads offline.")
                        .params(IDS)
                        .returnsList(200, PresenceRead.class)
                        .handle(request -> presence.of(request.user(), request.get(IDS)).entrySet().stream()
                                .map(entry -> PresenceRead.of(entry.getKey(), entry.getValue()))
                                .toList()),
                Endpoint.get("/api/v1/users/{user_id}", TAG, "Get a user")
                        .params(USER_ID)
                        .returns(200, UserRead.class)
                        .fails(404)
                        .handle(request -> UserRead.of(profiles.show(request.user(), request.get(USER_ID)))),
                Endpoint.get("/api/v1/users/contacts", TAG, "List my contacts")
                        .params(LIST_LIMIT, AFTER_ID)
                        .returnsList(200, UserSearchRead.class)
                        .handle(request -> listed(
                                contactLists.contacts(request.user(), request.get(AFTER_ID), request.get(LIST_LIMIT)))),
                Endpoint.post("/api/v1/users/contacts/by-email", TAG, "Add a contact by email")
                        .limit(RateLimit.perMinute("contact-by-email", 20))
                        .body(ByEmailRequest.class)
                        .returnsNothing()
                        .fails(404)
                        .handle(request -> contactLists.addByEmail(
                                request.user(), request.body().email())),
                Endpoint.post("/api/v1/users/{user_id}/contacts", TAG, "Add a contact")
                        .limit(RateLimit.perMinute("contact", 60))
                        .params(USER_ID)
                        .returnsNothing()
                        .fails(403, 404)
                        .handle(request -> contactLists.add(request.user(), request.get(USER_ID))),
                Endpoint.delete("/api/v1/users/{user_id}/contacts", TAG, "Remove a contact")
                        .params(USER_ID)
                        .returnsNothing()
                        .handle(request -> contactLists.remove(request.user(), request.get(USER_ID))),
                Endpoint.get("/api/v1/users/blocked", TAG, "List blocked users")
                        .params(LIST_LIMIT, AFTER_ID)
                        .returnsList(200, UserSearchRead.class)
                        .handle(request -> listed(
                                contactLists.blocked(request.user(), request.get(AFTER_ID), request.get(LIST_LIMIT)))),
                Endpoint.post("/api/v1/users/{user_id}/block", TAG, "Block a user")
                        .limit(RateLimit.perMinute("block", 60))
                        .params(USER_ID)
                        .returnsNothing()
                        .fails(404)
                        .handle(request -> contactLists.block(request.user(), request.get(USER_ID))),
                Endpoint.delete("/api/v1/users/{user_id}/block", TAG, "Unblock a user")
                        .params(USER_ID)
                        .returnsNothing()
                        .handle(request -> contactLists.unblock(request.user(), request.get(USER_ID))));
    }

    private static List<UserSearchRead> listed(List<PersonView> people) {
        return Mapping.list(people, UserSearchRead::of);
    }
}
