package dev.messenger.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.shared.Forbidden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C6")
class StandingTest {

    @Test
    void letsThroughWhoMay() {
        assertThatCode(() -> new Standing(ChatType.CHANNEL, false, Role.ADMIN).require(Permission.POST))
                .doesNotThrowAnyException();
    }

    @Test
    void tellsAMemberThatTheyMayNot() {
        assertThatThrownBy(() -> new Standing(ChatType.CHANNEL, false, Role.MEMBER).require(Permission.POST))
                .isInstanceOfSatisfying(Forbidden.class, refused -> {
                    assertThat(refused.code()).isEqualTo("not_permitted");
                    assertThat(refused.detail()).isEqualTo("As member you may not post in this chat.");
                });
    }

    @Test
    void tellsAVisitorOfAPublicChatToJoin() {
        assertThatThrownBy(() -> new Standing(ChatType.GROUP, true, null).require(Permission.READ))
                .isInstanceOfSatisfying(Forbidden.class, refused -> {
                    assertThat(refused.code()).isEqualTo("not_a_member");
                    assertThat(refused.detail())
                            .isEqualTo("Only members may read the messages of this chat. Join it first.");
                });
    }

    @Test
    void hidesTheChatFromStrangersWhateverTheyWant() {
        for (ChatType type : ChatType.values()) {
            for (Permission permission : Permission.values()) {
                assertThatThrownBy(() -> new Standing(type, false, null).require(permission))
                        .as("%s of a %s", permission, type)
                        .isInstanceOf(ChatNotFound.class);
            }
        }
    }

    @Test
    void everyPermissionHasWords() {
        for (Permission permission : Permission.values()) {
            assertThat(permission.deed()).isNotBlank();
        }
    }
}
