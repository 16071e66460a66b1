package dev.messenger.application.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.WritingRight;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.people.Relationship;
import dev.messenger.domain.shared.Forbidden;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may write where, and react (rules H1, M1, U8). */
class WritingRightTest {

    @ParameterizedTest
    @Tag("H1")
    @Tag("U8")
    @CsvSource({
        // whom they let write to them, how the writer stands to them, whether they ever wrote: may the writer post,
        // react
        "EVERYONE, STRANGER, false, true,  true",
        "CONTACTS, CONTACT,  false, true,  true",
        "CONTACTS, STRANGER, false, false, true",
        "CONTACTS, STRANGER, true,  true,  true",
        "NOBODY,   CONTACT,  false, false, true",
        "NOBODY,   CONTACT,  true,  true,  true",
        "EVERYONE, BLOCKED,  true,  false, false",
        "EVERYONE, BLOCKING, true,  false, false"
    })
    void inAPrivateChatTheOtherSideDecides(
            Audience privateMessages, Relationship relationship, boolean hasWritten, boolean posts, boolean reacts) {
        WritingRight right = new WritingRight(
                new Standing(ChatType.PRIVATE, false, Role.MEMBER),
                new WritingRight.Counterpart(
                        new Acquaintance(relationship, PrivacySettings.OPEN.withPrivateMessages(privateMessages)),
                        hasWritten));

        assertThat(isRefused(right::requirePosting)).as("posting").isEqualTo(!posts);
        assertThat(isRefused(right::requireReacting)).as("reacting").isEqualTo(!reacts);
    }

    private static boolean isRefused(ThrowingCallable attempt) {
        return catchThrowable(attempt) instanceof Forbidden;
    }

    @Test
    @Tag("M1")
    void inAChannelStaffPostAndMembersReact() {
        WritingRight member = new WritingRight(new Standing(ChatType.CHANNEL, true, Role.MEMBER), null);
        WritingRight admin = new WritingRight(new Standing(ChatType.CHANNEL, true, Role.ADMIN), null);

        assertThatThrownBy(member::requirePosting).isInstanceOf(Forbidden.class);
        assertThat(catchThrowable(member::requireReacting)).isNull();
        assertThat(catchThrowable(admin::requirePosting)).isNull();
    }

    @Test
    @Tag("H6")
    void whoIsNoMemberDoesNeither() {
        WritingRight visitor = new WritingRight(new Standing(ChatType.GROUP, true, null), null);
        WritingRight stranger = new WritingRight(new Standing(ChatType.GROUP, false, null), null);

        assertThatThrownBy(visitor::requirePosting).isInstanceOf(Forbidden.class);
        assertThatThrownBy(visitor::requireReacting).isInstanceOf(Forbidden.class);
        assertThatThrownBy(stranger::requirePosting).isInstanceOf(ChatNotFound.class);
        assertThatThrownBy(stranger::requireReacting).isInstanceOf(ChatNotFound.class);
    }
}
