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

/** The newest messages of a chat, cached once for all viewers. Thread-safe. */
final class CachedPage {

    static final CachedPage EMPTY = new CachedPage(List.of());

    private final List<CachedMessage> newestFirst;

    private CachedPage(List<CachedMessage> newestFirst) {
        this.newestFirst = newestFirst;
    }

    /**
     * A page of newer messages followed by these.
     *
     * @param newer newest first, without a delivery status
     */
    CachedPage with(List<MessageView> newer, int limit) {
        return new CachedPage(Stream.concat(newer.stream().map(CachedMessage::new), newestFirst.stream())
                .limit(limit)
                .toList());
    }

    @Nullable
    MessageId newest() {
        return newestFirst.isEmpty() ? null : newestFirst.getFirst().message().id();
    }

    /** Whether the viewer hid none of these messages; otherwise older ones move up. */
    boolean isCompleteFor(ViewerState state) {
        return newestFirst.isEmpty()
                || state.hidesNothingFrom(newestFirst.getLast().message().id());
    }

    /** What the viewer sees of a page that {@link #isCompleteFor} them. */
    Page<MessageView> seenBy(UserId viewer, ViewerState state) {
        List<Rendered<MessageView>> seen = new ArrayList<>(newestFirst.size());
        for (CachedMessage cached : newestFirst) {
            if (!state.hasCleared(cached.message().id())) {
                seen.add(cached.with(state.statusOf(cached.message(), viewer)));
            }
        }
        return new Page<>(seen);
    }

    /** About how much memory it takes, with the JSON of each message for its sender and for the others. */
    long bytes() {
        long bytes = 500;
        for (CachedMessage cached : newestFirst) {
            MessageText text = cached.message().text();
            bytes += 1_200 + 2_000L * cached.message().attachments().size();
            bytes += text == null ? 0 : 4L * text.value().length();
        }
        return bytes;
    }

    private static final class CachedMessage {

        private final Rendered<MessageView> forOthers;

        /** With the status that its sender saw last, which seldom changes. */
        private volatile @Nullable Rendered<MessageView> forSender;

        CachedMessage(MessageView view) {
            this.forOthers = new Rendered<>(view);
        }

        StoredMessage message() {
            return forOthers.value().message();
        }

        Rendered<MessageView> with(@Nullable DeliveryStatus status) {
            if (status == null) {
                return forOthers;
            }
            Rendered<MessageView> last = forSender;
            if (last == null || last.value().deliveryStatus() != status) {
                last = new Rendered<>(
                        new MessageView(message(), status, forOthers.value().attachments()));
                forSender = last;
            }
            return last;
        }
    }
}
