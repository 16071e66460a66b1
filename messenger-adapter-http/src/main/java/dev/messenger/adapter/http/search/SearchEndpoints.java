package dev.messenger.adapter.http.search;

import dev.messenger.adapter.http.chat.ChatBodies.ChatRead;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.RateLimit;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.message.MessageBodies.MessageRead;
import dev.messenger.adapter.http.people.PeopleBodies.UserSearchRead;
import dev.messenger.application.search.GlobalSearch;
import java.util.List;

/** The global search. */
public record SearchEndpoints(GlobalSearch search) implements EndpointModule {

    private static final QueryParam<String> QUERY = QueryParam.text("query").orElse("");
    private static final QueryParam<Integer> USERS =
            QueryParam.integer("users_limit", 0, 50).orElse(10);
    private static final QueryParam<Integer> CHATS =
            QueryParam.integer("chats_limit", 0, 50).orElse(10);
    private static final QueryParam<Integer> MESSAGES =
            QueryParam.integer("messages_limit", 0, 50).orElse(10);

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/api/v1/search", "Search", "Search people, chats and messages")
                .limit(RateLimit.SEARCH)
                .costly()
                .description("A query of less than 2 characters finds nothing.")
                .params(QUERY, USERS, CHATS, MESSAGES)
                .returns(200, GlobalSearchRead.class)
                .handle(this::search));
    }

    private GlobalSearchRead search(Request<?> request) {
        GlobalSearch.SearchResults found = search.search(
                request.user(),
                request.get(QUERY),
                new GlobalSearch.Limits(request.get(USERS), request.get(CHATS), request.get(MESSAGES)));
        return new GlobalSearchRead(
                Mapping.list(found.users(), UserSearchRead::of),
                Mapping.list(found.chats(), ChatRead::of),
                Mapping.list(found.messages(), MessageRead::of));
    }

    record GlobalSearchRead(List<UserSearchRead> users, List<ChatRead> chats, List<MessageRead> messages) {}
}
