package dev.messenger.app.http.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.TestServer;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.Relationship;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls every endpoint that shows a part of a profile, in each privacy mode, as each kind of viewer, and compares the visible avatar
 * and presence with the policy of the domain. The endpoints come from the server's own document: a new one that is not in
 * {@link Look} fails here.
 */
@Tag("U2")
@Tag("U3")
@Tag("U8")
class PrivacyWalkIT {

    private static final TestServer SERVER = TestServer.shared();
    private static final Map<Audience, Map<Relationship, Encounter>> ENCOUNTERS = new ConcurrentHashMap<>();

    /** The restricted profile fields of responses. */
    private static final Set<String> OF_PROFILES = Set.of(
            "avatar_url",
            "counterpart_avatar_url",
            "counterpart_is_online",
            "counterpart_last_seen_at",
            "is_online",
            "last_seen_at",
            "online_count");

    @Test
    void everyEndpointThatShowsAProfileIsWalked() {
        JsonNode document = SERVER.api().get("/openapi.json").expect(200).json();
        assertThat(showingProfiles(document))
                .as("the document tells them")
                .contains("GET /api/v1/users/search", "GET /api/v1/search", "POST /api/v1/chats/{chat_id}/join")
                .doesNotContain("GET /api/v1/messages/{id}");

        assertThat(unwalked(document))
                .as("endpoints that show a profile and are not in Look.ALL: add them")
                .isEmpty();
    }

    @Test
    void anEndpointThatNobodyWalksIsFound() {
        ObjectNode document =
                (ObjectNode) SERVER.api().get("/openapi.json").expect(200).json();
        ((ObjectNode) document.get("paths"))
                .putObject("/api/v1/neighbours")
                .putObject("get")
                .putObject("responses")
                .putObject("200")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "array")
                .putObject("items")
                .put("$ref", "#/components/schemas/UserSearchRead");

        assertThat(unwalked(document)).containsExactly("GET /api/v1/neighbours");
    }

    private static Set<String> unwalked(JsonNode document) {
        Set<String> unwalked = showingProfiles(document);
        unwalked.removeAll(Look.ALL.stream().map(Look::endpoint).collect(Collectors.toSet()));
        return unwalked;
    }

    static Stream<Look> looks() {
        return Look.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void showsWhatThePolicyLets(Look look) {
        List<String> wrong = new ArrayList<>();
        int shown = 0;
        for (Audience mode : Audience.values()) {
            for (Relationship viewer : Relationship.values()) {
                if (!look.isFor(viewer)) {
                    continue;
                }
                Encounter encounter = encounter(mode, viewer);
                encounter.target().api().get("/api/v1/users/me").expect(200); // the target is online
                Api.Response answer = look.send(encounter);
                answer.expect(200);
                Sighting sighting = encounter.sighting(answer.json());
                shown += sighting.count();
                sighting.wrong().forEach(what -> wrong.add(mode + " to " + viewer + ": " + what));
            }
        }
        assertThat(wrong).as(look.toString()).isEmpty();
        assertThat(shown > 0).as("%s shows the target to somebody", look).isNotEqualTo(look.showsNobody());
    }

    private static Encounter encounter(Audience mode, Relationship viewer) {
        return ENCOUNTERS
                .computeIfAbsent(mode, unseen -> new ConcurrentHashMap<>())
                .computeIfAbsent(viewer, unseen -> Encounter.arrange(SERVER, mode, viewer));
    }

    private static Set<String> showingProfiles(JsonNode document) {
        Set<String> found = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode answers = method.getValue().path("responses");
                    boolean shows = answers.properties().stream()
                            .filter(answer -> answer.getKey().startsWith("2"))
                            .anyMatch(answer -> reaches(document, answer.getValue(), new TreeSet<>()));
                    if (shows) {
                        found.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return found;
    }

    /** Whether a part of the document has such a property, directly or through a reference. */
    private static boolean reaches(JsonNode document, JsonNode part, Set<String> seen) {
        for (Map.Entry<String, JsonNode> field : part.properties()) {
            if (field.getKey().equals("properties")
                    && field.getValue().propertyNames().stream().anyMatch(OF_PROFILES::contains)) {
                return true;
            }
            if (field.getKey().equals("$ref")
                    && seen.add(field.getValue().asString())
                    && reaches(document, document.at(field.getValue().asString().substring(1)), seen)) {
                return true;
            }
            if (reaches(document, field.getValue(), seen)) {
                return true;
            }
        }
        return part.isArray() && part.values().stream().anyMatch(item -> reaches(document, item, seen));
    }

    /**
     * What a response shows of the target.
     *
     * @param count the number of places
     * @param wrong the places that differ from the policy
     */
    record Sighting(int count, List<String> wrong) {}
}
