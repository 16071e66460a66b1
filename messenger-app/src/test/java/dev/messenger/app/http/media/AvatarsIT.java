package dev.messenger.app.http.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Avatars of users and chats over HTTP. */
@Tag("U4")
class AvatarsIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final String ELSEWHERE = "https://example.org/me.png";

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

    @Test
    @Tag("D4")
    void anUploadedPictureIsShownByASignedLinkToOthersToo() {
        JsonNode profile = profile(anna, uploaded(anna)).expect(200).json();
        String shown = profile.get("avatar_url").asString();

        assertThat(shown).contains("X-Amz-Signature=");
        assertThat(boris.api()
                        .get("/api/v1/users/" + anna.id())
                        .expect(200)
                        .json()
                        .get("avatar_url")
                        .asString())
                .contains("X-Amz-Signature=");
        Api.Response picture = Uploading.download(shown).expect(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(picture.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(Uploading.download(shown.replaceFirst("\\?.*", "")).status())
                .as("without the signature")
                .isEqualTo(403);
    }

    @Test
    void theLinkThatAReadGaveIsTakenBack() {
        String shown = profile(anna, uploaded(anna))
                .expect(200)
                .json()
                .get("avatar_url")
                .asString();

        assertThat(objectOf(profile(anna, shown)
                        .expect(200)
                        .json()
                        .get("avatar_url")
                        .asString()))
                .isEqualTo(objectOf(shown));
        assertThat(profile(boris, shown).expect(422).json().get("detail").asString())
                .startsWith("avatar_url:");
    }

    @Test
    void aLinkToElsewhereIsShownAsItIsAndNullClears() {
        assertThat(profile(anna, ELSEWHERE).expect(200).json().get("avatar_url").asString())
                .isEqualTo(ELSEWHERE);
        anna.api().put("/api/v1/users/profile", Map.of("name", "Anna")).expect(200);
        assertThat(avatarOf(anna)).as("absent leaves it").isEqualTo(ELSEWHERE);
        assertThat(profile(anna, null).expect(200).json().get("avatar_url").isNull())
                .isTrue();
        assertThat(avatarOf(anna)).isNull();
    }

    @Test
    @Tag("D1")
    void whatIsNoPictureOfOnesOwnIsRefused() {
        profile(anna, ELSEWHERE).expect(200);
        for (String wrong : List.of(
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "",
                "me.png",
                "https://" + "a".repeat(2048) + ".example",
                uploaded(boris),
                Uploading.done(anna, "video/mp4", PICTURE).fileUrl(),
                Uploading.of(anna, "image/png", PICTURE).fileUrl())) {
            profile(anna, wrong).expect(422);
        }
        assertThat(avatarOf(anna)).as("nothing of it").isEqualTo(ELSEWHERE);
    }

    @Test
    @Tag("H9")
    void staffGiveAChatAPicture() {
        long group = group(anna, boris);
        Api.Response changed = picture(anna, group, uploaded(anna)).expect(200);
        String shown = changed.json().get("avatar_url").asString();
        Uploading.download(shown).expect(200);
        JsonNode seen = boris.api().get("/api/v1/chats/" + group).expect(200).json();
        assertThat(objectOf(seen.get("avatar_url").asString())).isEqualTo(objectOf(shown));

        picture(boris, group, uploaded(boris)).expect(403);
        anna.api()
                .patch("/api/v1/chats/" + group + "/members/" + boris.id() + "/role", Map.of("role", "admin"))
                .expect(200);
        picture(boris, group, seen.get("avatar_url").asString()).expect(200);
        picture(boris, group, ELSEWHERE).expect(200);
        assertThat(picture(boris, group, shown).expect(422).json().get("detail").asString())
                .as("the picture of another, when it is not there any more")
                .startsWith("avatar_url:");
        assertThat(picture(anna, group, null)
                        .expect(200)
                        .json()
                        .get("avatar_url")
                        .isNull())
                .isTrue();
    }

    private static String uploaded(Person person) {
        return Uploading.done(person, "image/png", PICTURE).fileUrl();
    }

    private static Api.Response profile(Person person, @Nullable String avatarUrl) {
        return person.api().put("/api/v1/users/profile", avatar(avatarUrl));
    }

    private static Api.Response picture(Person person, long chat, @Nullable String avatarUrl) {
        return person.api().patch("/api/v1/chats/" + chat + "/profile", avatar(avatarUrl));
    }

    private static Map<String, @Nullable String> avatar(@Nullable String url) {
        Map<String, @Nullable String> body = new HashMap<>();
        body.put("avatar_url", url);
        return body;
    }

    private static @Nullable String avatarOf(Person person) {
        JsonNode url = person.api().get("/api/v1/users/me").expect(200).json().get("avatar_url");
        return url.isNull() ? null : url.asString();
    }

    private static long group(Person owner, Person member) {
        return owner.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", "Group", "member_ids", List.of(member.id())))
                .expect(200)
                .json()
                .get("id")
                .asLong();
    }

    private static String objectOf(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
