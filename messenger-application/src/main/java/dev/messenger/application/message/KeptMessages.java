package dev.messenger.application.message;

import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.message.port.ViewerState;
import dev.messenger.application.shared.Page;
import dev.messenger.application.shared.Rendered;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest messages of a chat, kept once for all who look at them. Thread-safe. */
final class KeptMessages {

    /** Of a chat of which none are kept yet. */
    static final KeptMessages NONE = new KeptMessages(List.of());

    private final List<Kept> newestFirst;

    private KeptMessages(List<Kept> newestFirst) {
        this.newestFirst = newestFirst;
    }

    /**
     * These and newer ones.
     *
     * @param newer newest first, as they look to those who did not send them
     * @param limit how many to keep
     */
    KeptMessages with(List<MessageView> newer, int limit) {
        return new KeptMessages(Stream.concat(newer.stream().map(Kept::new), newestFirst.stream())
                .limit(limit)
                .toList());
    }

    @Nullable
    MessageId newest() {
        return newestFirst.isEmpty() ? null : newestFirst.getFirst().message().id();
    }

    /** Whether one who looks like this sees all of them that are not cleared: else older ones move up for those that are hidden. */
    boolean areWhole(ViewerState sight) {
        return newestFirst.isEmpty()
                || sight.isWholeFrom(newestFirst.getLast().message().id());
    }

    /** What one who looks like this sees, when they {@link #areWhole} for them. */
    Page<MessageView> seenBy(UserId viewer, ViewerState sight) {
        List<Rendered<MessageView>> seen = new ArrayList<>(newestFirst.size());
        for (Kept kept : newestFirst) {
            if (sight.isLeft(kept.message().id())) {
                seen.add(kept.with(sight.statusOf(kept.message(), viewer)));
            }
        }
        return new Page<>(seen);
    }

    /** About how much memory they take, with what is rendered of each for its sender and for the others. */
    long bytes() {
        long bytes = 500;
        for (Kept kept : newestFirst) {
            MessageText text = kept.message().text();
            bytes += 1_200 + 2_000L * kept.message().attachments().size();
            bytes += text == null ? 0 : 4L * text.value().length();
        }
        return bytes;
    }

    private static final class Kept {

        private final Rendered<MessageView> toOthers;

        /** As its sender saw it last; the status seldom changes. */
        private volatile @Nullable Rendered<MessageView> toSender;

        Kept(MessageView view) {
            this.toOthers = new Rendered<>(view);
        }

        StoredMessage message() {
            return toOthers.value().message();
        }

        Rendered<MessageView> with(@Nullable DeliveryStatus status) {
            if (status == null) {
                return toOthers;
            }
            Rendered<MessageView> known = toSender;
            if (known == null || known.value().deliveryStatus() != status) {
                known = new Rendered<>(
                        new MessageView(message(), status, toOthers.value().attachments()));
                toSender = known;
            }
            return known;
        }
    }
}
