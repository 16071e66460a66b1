package dev.messenger.adapter.s3;

import dev.messenger.adapter.s3.SignedRequests.Answer;
import dev.messenger.adapter.s3.StoreRefusal.Fault;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tries what the server and its clients will do with the bucket, on objects of its own, which it removes again (rule D11): whether the key
 * has the rights, and whether the store obeys headers that a link does not sign.
 */
final class StoreCheck {

    private static final Set<String> WRONG_KEY =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSecurity");
    private static final Set<String> WRONG_REGION = Set.of(
            "AuthorizationHeaderMalformed",
            "AuthorizationQueryParametersError",
            "InvalidRegion",
            "PermanentRedirect",
            "TemporaryRedirect",
            "301",
            "307");

    static final String COPY = "x-amz-copy-source";
    static final String ENCODING = "Content-Encoding";

    private static final String PROBE = "a check at the start";
    private static final String OTHER = "another such text..";

    private final SignedRequests requests;
    private final String bucket;
    private final ObjectKey first;
    private final ObjectKey copied;
    private final ObjectKey encoded;

    /** @param random 16 to 40 letters and digits, for the names of the objects */
    StoreCheck(SignedRequests requests, String bucket, String random) {
        this.requests = requests;
        this.bucket = bucket;
        this.first = ObjectKey.upload("check-1-" + random, MediaType.PLAIN_TEXT);
        this.copied = ObjectKey.upload("check-2-" + random, MediaType.PLAIN_TEXT);
        this.encoded = ObjectKey.upload("check-3-" + random, MediaType.PLAIN_TEXT);
    }

    /**
     * Whether the bucket is there.
     *
     * @throws StoreRefusal if the key, the region or the address is wrong
     */
    boolean findsBucket() {
        Answer listed = requests.list();
        if (listed.code().equals("NoSuchBucket")) {
            return false;
        }
        requireKey(listed);
        if (!listed.succeeded() && listed.status() != 403) {
            throw new StoreRefusal(
                    Fault.BUCKET, "it refuses to list the bucket %s (%s)".formatted(bucket, listed.code()));
        }
        return true;
    }

    /**
     * Tries the rights of the key.
     *
     * @return the headers that the store obeys although a link does not sign them; none, if it is as it should be
     * @throws StoreRefusal if a right is missing, or the store cannot do what uploads need
     */
    List<String> run() {
        List<String> missing = new ArrayList<>();
        List<String> obeyed = List.of();
        note("list the bucket", requests.list(), missing);
        try {
            Answer stored = requests.put(first, PROBE, upload(), Map.of());
            note("put objects", stored, missing);
            if (stored.succeeded()) {
                note("get objects", requests.get(first), missing);
                obeyed = obeyed();
            }
        } finally {
            note("delete objects", requests.delete(first), missing);
            requests.delete(copied);
            requests.delete(encoded);
        }
        if (!missing.isEmpty()) {
            throw new StoreRefusal(
                    Fault.RIGHTS,
                    "the key may not %s in the bucket %s".formatted(String.join(", nor ", missing), bucket));
        }
        return obeyed;
    }

    private void note(String right, Answer answer, List<String> missing) {
        requireKey(answer);
        if (answer.status() == 403) {
            missing.add(right);
        } else if (!answer.succeeded() && answer.status() != 404) {
            throw new StoreRefusal(
                    Fault.STORE,
                    "it cannot %s as the server needs it (%s, %s)".formatted(right, answer.status(), answer.code()));
        }
    }

    private List<String> obeyed() {
        List<String> obeyed = new ArrayList<>();
        requests.put(copied, OTHER, upload(), Map.of(COPY, "/" + bucket + "/" + first));
        if (requests.get(copied).body().equals(PROBE)) {
            obeyed.add(COPY);
        }
        requests.put(encoded, OTHER, upload(), Map.of(ENCODING, "br"));
        if ("br".equals(requests.get(encoded).encoding())) {
            obeyed.add(ENCODING);
        }
        return obeyed;
    }

    private static Map<String, String> upload() {
        return Map.of("Content-Type", MediaType.PLAIN_TEXT.mime(), "If-None-Match", "*");
    }

    private static void requireKey(Answer answer) {
        if (WRONG_KEY.contains(answer.code())) {
            throw new StoreRefusal(Fault.KEY, "it refuses the key (" + answer.code() + ")");
        }
        if (WRONG_REGION.contains(answer.code())) {
            throw new StoreRefusal(Fault.REGION, "it is in another region (" + answer.code() + ")");
        }
        if (answer.code().equals("RequestTimeTooSkewed")) {
            throw new StoreRefusal(Fault.STORE, "its clock and that of this machine differ by minutes");
        }
    }
}
