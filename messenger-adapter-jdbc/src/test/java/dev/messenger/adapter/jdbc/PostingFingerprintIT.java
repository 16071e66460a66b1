package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.Ports;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.PostRequest;
import dev.messenger.application.message.port.PostResult;
import dev.messenger.application.message.port.PostResult.Refused;
import dev.messenger.application.message.port.PostResult.Stored;
import dev.messenger.application.message.port.PostingFacts;
import dev.messenger.contracts.message.PostingContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.testing.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When posting to PostgreSQL asks the policy: not while what it decided on is the same, and again as soon as that changes. */
@Tag("U8")
class PostingFingerprintIT implements StoreContract {

    private static final String DATABASE = TestDatabases.fresh();
    private static final Ports.Store NODE = JdbcStore.open(DATABASE).ports();
    private static final Ports.Store OTHER_NODE = JdbcStore.open(DATABASE).ports();

    private final CountingPolicy policy = new CountingPolicy();
    private final UserId sender = user();
    private final UserId other = user();
    private final ChatId chat = chat(ChatType.CHANNEL, sender, other);

    /** Counts how often it is asked. */
    private static final class CountingPolicy implements PostingPolicy {

        private int asked;

        @Override
        public Optional<PostResult> decide(PostingFacts facts) {
            asked++;
            return PostingContract.BY_RIGHT.decide(facts);
        }
    }

    @Override
    public Ports.Store store() {
        return NODE;
    }

    @Test
    void isAskedOnceWhileNothingChanges() {
        for (int i = 0; i < 3; i++) {
            assertThat(postText(chat)).isInstanceOf(Stored.class);
        }

        assertThat(policy.asked).isOne();
    }

    @Test
    void isAskedAgainAfterARightWasRevokedOnAnotherNode() {
        postText(chat);
        OTHER_NODE.transactions().run(() -> OTHER_NODE.chat().memberships().changeRole(chat, sender, Role.MEMBER));

        assertThat(postText(chat)).isInstanceOf(Refused.class);
        assertThat(postText(chat)).as("a refusal is not remembered").isInstanceOf(Refused.class);
        assertThat(policy.asked).isEqualTo(3);
    }

    @Test
    void isAskedAgainAfterABlockOnAnotherNode() {
        ChatId pair = privateChat(sender, other);
        postText(pair);
        OTHER_NODE.transactions().run(() -> OTHER_NODE.people().blocks().add(other, sender, NOW));

        assertThat(postText(pair)).isInstanceOf(Refused.class);
    }

    @Test
    void anotherPolicyIsAskedAnew() {
        postText(chat);
        CountingPolicy another = new CountingPolicy();
        List<PostResult> unused = post(another, text(chat, sender, "x", null, null));

        assertThat(another.asked).isOne();
    }

    @Test
    @Tag("L1")
    void isAskedAboutWhatExceedsTheRateLimit() {
        postText(chat);
        PostRequest exceeding =
                new PostRequest(text(chat, sender, "x", null, null), new RateLimited(Duration.ofSeconds(1)));
        List<PostResult> unused = NODE.message().messages().post(List.of(exceeding), policy);

        assertThat(policy.asked).isEqualTo(2);
    }

    @Test
    @Tag("E6")
    void isAskedInATransactionOfTheCaller() {
        postText(chat);

        assertThat(inTransaction(() -> postText(chat))).isInstanceOf(Stored.class);
        assertThat(policy.asked).isEqualTo(2);
    }

    private PostResult postText(ChatId into) {
        return post(policy, text(into, sender, "x", null, null)).getFirst();
    }
}
