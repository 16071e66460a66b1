package dev.messenger.domain.chat;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of who may do what, cell by cell as the rules have it. */
class PermissionsTest {

    /** Someone in some chat, and the letter of their column. */
    private record Column(
            ChatType type, boolean isPublic, @Nullable Role role) {

        String cell(Permission permission) {
            return new Standing(type, isPublic, role).may(permission) ? "x" : ".";
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column(ChatType.PRIVATE, false, Role.MEMBER),
            new Column(ChatType.GROUP, false, Role.OWNER),
            new Column(ChatType.GROUP, false, Role.ADMIN),
            new Column(ChatType.GROUP, false, Role.MEMBER),
            new Column(ChatType.CHANNEL, false, Role.OWNER),
            new Column(ChatType.CHANNEL, false, Role.ADMIN),
            new Column(ChatType.CHANNEL, false, Role.MEMBER),
            new Column(ChatType.GROUP, true, null),
            new Column(ChatType.CHANNEL, true, null),
            new Column(ChatType.GROUP, false, null),
            new Column(ChatType.CHANNEL, false, null),
            new Column(ChatType.PRIVATE, false, null));

    @Test
    @Tag("H6")
    @Tag("H9")
    @Tag("H10")
    @Tag("M1")
    void isAsTheRulesHaveIt() {
        String table = Arrays.stream(Permission.values())
                .map(permission -> "%-15s".formatted(permission)
                        + COLUMNS.stream()
                                .map(column -> column.cell(permission))
                                .collect(joining("   ")))
                .collect(joining("\n", "", "\n"));

        // private; group: owner, admin, member; channel: owner, admin, member; stranger to a public group, a public
        // channel, and to a group, a channel and a private chat that are not public
        assertThat(table).isEqualTo("""
                        SEE_CHAT       x   x   x   x   x   x   x   x   x   .   .   .
                        READ           x   x   x   x   x   x   x   .   .   .   .   .
                        ARRANGE        x   x   x   x   x   x   x   .   .   .   .   .
                        POST           x   x   x   x   x   x   .   .   .   .   .   .
                        REACT          x   x   x   x   x   x   x   .   .   .   .   .
                        MODERATE       .   x   x   .   x   x   .   .   .   .   .   .
                        PIN            x   x   x   .   x   x   .   .   .   .   .   .
                        EDIT_PROFILE   .   x   x   .   x   x   .   .   .   .   .   .
                        SEE_MEMBERS    x   x   x   x   x   x   .   .   .   .   .   .
                        ADD_MEMBERS    .   x   x   .   x   x   .   .   .   .   .   .
                        REMOVE_MEMBERS .   x   x   .   x   x   .   .   .   .   .   .
                        CHANGE_ROLES   .   x   .   .   x   .   .   .   .   .   .   .
                        INVITE         .   x   x   .   x   x   .   .   .   .   .   .
                        JOIN           .   .   .   .   .   .   .   x   x   .   .   .
                        LEAVE          .   x   x   x   x   x   x   .   .   .   .   .
                        DELETE_FOR_ALL x   x   .   .   x   .   .   .   .   .   .   .
                        """);
    }

    @Test
    void beingPublicGivesMembersNothing() {
        for (Role role : Role.values()) {
            for (Permission permission : Permission.values()) {
                assertThat(new Standing(ChatType.GROUP, true, role).may(permission))
                        .as("%s, %s", role, permission)
                        .isEqualTo(new Standing(ChatType.GROUP, false, role).may(permission));
            }
        }
    }

    @Test
    @Tag("H9")
    void rolesStandAboveOneAnother() {
        assertThat(Role.OWNER.above(Role.ADMIN)).isTrue();
        assertThat(Role.ADMIN.above(Role.MEMBER)).isTrue();
        assertThat(Stream.of(Role.values()).anyMatch(role -> role.above(role))).isFalse();
        assertThat(Role.MEMBER.above(Role.ADMIN)).isFalse();
        assertThat(Role.OWNER.isStaff() && Role.ADMIN.isStaff()).isTrue();
        assertThat(Role.MEMBER.isStaff()).isFalse();
    }
}
