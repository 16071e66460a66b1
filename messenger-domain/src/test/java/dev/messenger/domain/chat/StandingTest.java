package dev.messenger.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import java.util.EnumSet;
import java.util.Set;
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
    void whoHasARoleIsAMember() {
        assertThat(new Standing(ChatType.GROUP, true, null).isMember()).isFalse();
        for (Role role : Role.values()) {
            assertThat(new Standing(ChatType.GROUP, true, role).isMember())
                    .as("%s", role)
                    .isTrue();
        }
    }

    /** Rules H8 and H9 name what has no meaning in a private chat; whatever else one may not is a matter of right. */
    @Test
    @Tag("H8")
    @Tag("H9")
    void whatHasNoMeaningInAPrivateChatIsAMistakeThere() {
        Set<Permission> meaningless = EnumSet.of(
                Permission.EDIT_PROFILE,
                Permission.ADD_MEMBERS,
                Permission.REMOVE_MEMBERS,
                Permission.CHANGE_ROLES,
                Permission.INVITE,
                Permission.LEAVE);
        Standing both = new Standing(ChatType.PRIVATE, false, Role.MEMBER);
        for (Permission permission : Permission.values()) {
            if (meaningless.contains(permission)) {
                assertThatThrownBy(() -> both.require(permission))
                        .as("%s", permission)
                        .isInstanceOfSatisfying(
                                RuleViolation.class,
                                refused -> assertThat(refused.code()).isEqualTo("private_chat"));
            } else if (!both.may(permission)) {
                assertThatThrownBy(() -> both.require(permission))
                        .as("%s", permission)
                        .isInstanceOf(Forbidden.class);
            }
        }
    }

    @Test
    @Tag("H9")
    void inAGroupTheSameThingsAreAMatterOfRight() {
        Standing member = new Standing(ChatType.GROUP, false, Role.MEMBER);
        for (Permission permission : Permission.values()) {
            if (!member.may(permission)) {
                assertThatThrownBy(() -> member.require(permission))
                        .as("%s", permission)
                        .isInstanceOfSatisfying(
                                Forbidden.class,
                                refused -> assertThat(refused.code()).isEqualTo("not_permitted"));
            }
        }
    }

    @Test
    void everyPermissionHasWords() {
        for (Permission permission : Permission.values()) {
            assertThat(permission.action()).isNotBlank();
        }
    }
}
