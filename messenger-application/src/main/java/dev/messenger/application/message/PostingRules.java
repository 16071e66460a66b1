package dev.messenger.application.message;

import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.PostResult;
import dev.messenger.application.message.port.PostingFacts;
import dev.messenger.application.message.port.PostingFacts.EarlierMessage;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.MessengerException;
import java.util.Optional;

/** The rules of posting (rules M1 to M3, L1). A pure function: no I/O, no state. */
final class PostingRules implements PostingPolicy {

    @Override
    public Optional<PostResult> decide(PostingFacts facts) {
        try {
            facts.right().standing().require(Permission.READ);
            EarlierMessage earlier = facts.earlier();
            if (earlier != null) {
                return Optional.of(new PostResult.Existing(same(earlier)));
            }
            if (facts.limited() != null) {
                throw facts.limited();
            }
            facts.right().requirePosting();
            if (!facts.replyVisible()) {
                throw new MessageNotFound();
            }
            return Optional.empty();
        } catch (MessengerException refusal) {
            return Optional.of(new PostResult.Refused(refusal));
        }
    }

    private static MessageWithStatus same(EarlierMessage earlier) {
        MessageWithStatus message = earlier.message();
        if (message == null || !earlier.hasSameContent()) {
            throw new ClientMessageIdReused();
        }
        return message;
    }
}
