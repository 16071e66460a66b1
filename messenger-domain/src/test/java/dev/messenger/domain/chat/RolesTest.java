package dev.messenger.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What roles mean between members (rule H9). */
@Tag("H9")
class RolesTest {

    @ParameterizedTest
    @CsvSource({
        "MEMBER, MEMBER, NONE",
        "ADMIN, ADMIN, NONE",
        "OWNER, OWNER, NONE",
        "MEMBER, ADMIN, ASSIGNMENT",
        "ADMIN, MEMBER, ASSIGNMENT",
        "MEMBER, OWNER, HAND_OVER",
        "ADMIN, OWNER, HAND_OVER"
    })
    void aChangeOfRoleIsNoneAnAssignmentOrAHandOver(Role present, Role wanted, RoleChange change) {
        assertThat(RoleChange.of(member(1, present), wanted)).isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource({"ADMIN", "MEMBER"})
    void anOwnerDoesNotLowerThemselves(Role wanted) {
        assertThatThrownBy(() -> RoleChange.of(member(1, Role.OWNER), wanted))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.code()).isEqualTo("owner_cannot_step_down"));
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, false",
        "OWNER, ADMIN, true",
        "OWNER, MEMBER, true",
        "ADMIN, OWNER, false",
        "ADMIN, ADMIN, false",
        "ADMIN, MEMBER, true",
        "MEMBER, OWNER, false",
        "MEMBER, ADMIN, false",
        "MEMBER, MEMBER, false"
    })
    void oneRemovesThoseBelowAlone(Role actor, Role removed, boolean allowed) {
        Throwable refused = catchThrowable(() -> member(1, removed).requireBelow(actor));

        if (allowed) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused)
                    .isInstanceOfSatisfying(
                            Forbidden.class, it -> assertThat(it.code()).isEqualTo("not_above_member"));
        }
    }

    @Test
    void seniorityIsByRoleAndThenByWhoCameFirst() {
        Member owner = member(9, Role.OWNER);
        Member oldAdmin = member(2, Role.ADMIN);
        Member youngAdmin = member(8, Role.ADMIN);
        Member oldMember = member(1, Role.MEMBER);
        Member youngMember = member(7, Role.MEMBER);

        assertThat(Stream.of(youngMember, oldMember, youngAdmin, owner, oldAdmin)
                        .sorted(Member.SENIORITY))
                .isEqualTo(List.of(owner, oldAdmin, youngAdmin, oldMember, youngMember));
    }

    private static Member member(long id, Role role) {
        return new Member(id, new UserId(100 - id), role, Instant.EPOCH);
    }
}
