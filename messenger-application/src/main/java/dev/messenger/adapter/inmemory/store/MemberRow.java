package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member of a chat.
 *
 * @param baseline messages up to it count as read, as they are older than the membership
 * @param cleared messages up to it are hidden from the member
 * @param hidden the member's list omits the chat until it has a message beyond this one; null when listed
 */
public record MemberRow(
        ChatId chat,
        Member member,
        ReadPositions positions,
        long baseline,
        long cleared,
        @Nullable Long hidden,
        Set<Mark> marks) {

    /** A new member. */
    public static MemberRow joining(ChatId chat, Member member, long baseline) {
        return new MemberRow(chat, member, ReadPositions.START, baseline, 0, null, Set.of());
    }

    public UserId user() {
        return member.user();
    }

    public Role role() {
        return member.role();
    }

    /** All messages up to this id count as read or are hidden. */
    public long readUpTo() {
        MessageId read = positions.read();
        return Math.max(Math.max(baseline, cleared), read == null ? 0 : read.value());
    }

    /** The same with other positions. */
    public MemberRow with(ReadPositions changed) {
        return new MemberRow(chat, member, changed, baseline, cleared, hidden, marks);
    }

    /** The same in another role. */
    public MemberRow with(Role role) {
        Member changed = new Member(member.id(), member.user(), role, member.joinedAt());
        return new MemberRow(chat, changed, positions, baseline, cleared, hidden, marks);
    }

    /** The same with a mark on or off. */
    public MemberRow with(Mark mark, boolean on) {
        Set<Mark> changed = EnumSet.noneOf(Mark.class);
        changed.addAll(marks);
        if (on) {
            changed.add(mark);
        } else {
            changed.remove(mark);
        }
        return new MemberRow(chat, member, positions, baseline, cleared, hidden, Set.copyOf(changed));
    }

    /** The same, with messages up to {@code message} hidden. */
    public MemberRow cleared(long message) {
        return new MemberRow(chat, member, positions, baseline, message, hidden, marks);
    }

    /** The same, with the chat hidden until it has a message beyond {@code message}; null shows it. */
    public MemberRow hidden(@Nullable Long message) {
        return new MemberRow(chat, member, positions, baseline, cleared, message, marks);
    }
}
