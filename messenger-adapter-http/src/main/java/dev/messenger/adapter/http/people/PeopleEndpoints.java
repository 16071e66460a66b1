package dev.messenger.adapter.http.people;

import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.adapter.http.door.PathParam;
import dev.messenger.adapter.http.door.QueryParam;
import dev.messenger.adapter.http.people.PeopleBodies.ByEmailRequest;
import dev.messenger.adapter.http.people.PeopleBodies.UserProfileUpdate;
import dev.messenger.adapter.http.people.PeopleBodies.UserRead;
import dev.messenger.adapter.http.people.PeopleBodies.UserSearchRead;
import dev.messenger.application.people.ContactLists;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.people.Profiles;
import dev.messenger.domain.account.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Section 6 of the reference: profiles, search, contacts and blocks. */
public final class PeopleEndpoints implements EndpointModule {

    private static final String TAG = "Users";

    private static final PathParam<UserId> USER_ID = PathParam.id("user_id", UserId::new);
    private static final QueryParam<String> QUERY = QueryParam.text("query").required();
    private static final QueryParam<Integer> SEARCH_LIMIT = QueryParam.limit(20);
    private static final QueryParam<Integer> LIST_LIMIT = QueryParam.limit(200);
    private static final QueryParam<@Nullable UserId> AFTER_ID =
            QueryParam.id("after_id", UserId::new).optional();

    private final Profiles profiles;
    private final ContactLists contactLists;

    public PeopleEndpoints(Profiles profiles, ContactLists contactLists) {
        this.profiles = profiles;
        this.contactLists = contactLists;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/users/me")
                        .tag(TAG)
                        .summary("Show my profile")
                        .answers(200, UserRead.class)
                        .handle(call ->
                                UserRead.of(profiles.own(call.principal().user()))),
                Endpoint.put("/api/v1/users/profile")
                        .tag(TAG)
                        .summary("Change my profile")
                        .description("A key that is absent leaves what is there; null clears bio and avatar_url.")
                        .body(UserProfileUpdate.class)
                        .answers(200, UserRead.class)
                        .fails(409, 503)
                        .handle(call -> UserRead.of(profiles.change(
                                call.principal().user(), call.body().toChange()))),
                Endpoint.get("/api/v1/users/search")
                        .tag(TAG)
                        .summary("Search users")
                        .description("By username and name, from the start and inside, and by the full email.")
                        .takes(QUERY, SEARCH_LIMIT)
                        .answersList(200, UserSearchRead.class)
                        .handle(call -> listed(
                                profiles.search(call.principal().user(), call.get(QUERY), call.get(SEARCH_LIMIT)))),
                Endpoint.get("/api/v1/users/{user_id}")
                        .tag(TAG)
                        .summary("Show a user")
                        .takes(USER_ID)
                        .answers(200, UserRead.class)
                        .fails(404)
                        .handle(call ->
                                UserRead.of(profiles.show(call.principal().user(), call.get(USER_ID)))),
                Endpoint.get("/api/v1/users/contacts")
                        .tag(TAG)
                        .summary("List my contacts")
                        .takes(LIST_LIMIT, AFTER_ID)
                        .answersList(200, UserSearchRead.class)
                        .handle(call -> listed(contactLists.contacts(
                                call.principal().user(), call.get(AFTER_ID), call.get(LIST_LIMIT)))),
                Endpoint.post("/api/v1/users/contacts/by-email")
                        .tag(TAG)
                        .summary("Add a contact by email")
                        .body(ByEmailRequest.class)
                        .answersNothing()
                        .fails(404)
                        .handle(call -> contactLists.addByEmail(
                                call.principal().user(), call.body().email())),
                Endpoint.post("/api/v1/users/{user_id}/contacts")
                        .tag(TAG)
                        .summary("Add a contact")
                        .takes(USER_ID)
                        .answersNothing()
                        .fails(403, 404)
                        .handle(call -> contactLists.add(call.principal().user(), call.get(USER_ID))),
                Endpoint.delete("/api/v1/users/{user_id}/contacts")
                        .tag(TAG)
                        .summary("Remove a contact")
                        .takes(USER_ID)
                        .answersNothing()
                        .handle(call -> contactLists.remove(call.principal().user(), call.get(USER_ID))),
                Endpoint.get("/api/v1/users/blocked")
                        .tag(TAG)
                        .summary("List whom I blocked")
                        .takes(LIST_LIMIT, AFTER_ID)
                        .answersList(200, UserSearchRead.class)
                        .handle(call -> listed(contactLists.blocked(
                                call.principal().user(), call.get(AFTER_ID), call.get(LIST_LIMIT)))),
                Endpoint.post("/api/v1/users/{user_id}/block")
                        .tag(TAG)
                        .summary("Block a user")
                        .takes(USER_ID)
                        .answersNothing()
                        .fails(404)
                        .handle(call -> contactLists.block(call.principal().user(), call.get(USER_ID))),
                Endpoint.delete("/api/v1/users/{user_id}/block")
                        .tag(TAG)
                        .summary("Unblock a user")
                        .takes(USER_ID)
                        .answersNothing()
                        .handle(call -> contactLists.unblock(call.principal().user(), call.get(USER_ID))));
    }

    private static List<UserSearchRead> listed(List<PersonView> people) {
        return people.stream().map(UserSearchRead::of).toList();
    }
}
