package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.message.PostingFactsQuery.FingerprintedFacts;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.PostRequest;
import dev.messenger.application.message.port.PostResult;
import dev.messenger.application.message.port.PostingFacts;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.shared.Unavailable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages optimistically: the policy decides on facts, and the statement that stores the messages checks under the locks of
 * their chats that the facts are still the same. A sender whom the policy accepted before is taken to be accepted on the same facts,
 * so that their next message is one round trip: see {@code docs/adr/0067-posting-in-one-round-trip.md}. Thread-safe.
 */
final class JdbcPosting {

    /** Each failed attempt means that what decides about a message changed within milliseconds. */
    private static final int MAX_ATTEMPTS = 10;

    private final JdbcTransactions transactions;
    private final PostingFactsQuery factsQuery;
    private final PostStatement statement;
    private final FingerprintCache fingerprints = new FingerprintCache();

    JdbcPosting(JdbcTransactions transactions) {
        this.transactions = transactions;
        this.factsQuery = new PostingFactsQuery(transactions);
        this.statement = new PostStatement(transactions);
    }

    /** A request on its way to its result. It is accepted while it has a fingerprint: that of the facts on which it was accepted. */
    private static final class Draft {

        private final PostRequest request;
        private @Nullable String fingerprint;
        private @Nullable PostResult result;

        Draft(PostRequest request, @Nullable String fingerprint) {
            this.request = request;
            this.fingerprint = fingerprint;
        }

        boolean isUndecided() {
            return fingerprint == null && result == null;
        }
    }

    /** {@link Messages#post}. */
    List<PostResult> post(List<PostRequest> requests, PostingPolicy policy) {
        List<Draft> drafts = requests.stream()
                .map(request -> new Draft(request, knownFingerprint(request, policy)))
                .toList();
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            decide(drafts.stream().filter(Draft::isUndecided).toList(), policy);
            if (store(drafts.stream().filter(draft -> draft.fingerprint != null).toList())) {
                return drafts.stream()
                        .map(draft -> Objects.requireNonNull(draft.result))
                        .toList();
            }
        }
        throw new Unavailable("busy", "The chat changes too fast at the moment; try again.");
    }

    /** Null in a transaction of the caller, which locks the chats first: a statement that fails would end it. */
    private @Nullable String knownFingerprint(PostRequest request, PostingPolicy policy) {
        return request.limited() != null || transactions.isActive()
                ? null
                : fingerprints.find(request.message(), policy);
    }

    private void decide(List<Draft> drafts, PostingPolicy policy) {
        if (drafts.isEmpty()) {
            return;
        }
        List<@Nullable FingerprintedFacts> read =
                factsQuery.read(drafts.stream().map(draft -> draft.request).toList());
        for (int i = 0; i < drafts.size(); i++) {
            decide(drafts.get(i), read.get(i), policy);
        }
    }

    private void decide(Draft draft, @Nullable FingerprintedFacts read, PostingPolicy policy) {
        if (read == null) {
            draft.result = new PostResult.Refused(new ChatNotFound());
            return;
        }
        Optional<PostResult> result = policy.decide(read.facts());
        if (result.isPresent()) {
            draft.result = result.get();
            return;
        }
        draft.fingerprint = read.fingerprint();
        PostingFacts facts = read.facts();
        if (facts.limited() == null && facts.earlier() == null) {
            fingerprints.put(draft.request.message(), policy, read.fingerprint());
        }
    }

    /** Stores all of these or none; those that are not stored are undecided again. */
    private boolean store(List<Draft> accepted) {
        if (accepted.isEmpty()) {
            return true;
        }
        List<MessageWithStatus> stored = statement.post(
                accepted.stream().map(draft -> draft.request.message()).toList(),
                accepted.stream()
                        .map(draft -> Objects.requireNonNull(draft.fingerprint))
                        .toList());
        for (int i = 0; i < accepted.size(); i++) {
            Draft draft = accepted.get(i);
            draft.fingerprint = null;
            draft.result = stored.isEmpty() ? null : new PostResult.Stored(stored.get(i));
        }
        return !stored.isEmpty();
    }
}
