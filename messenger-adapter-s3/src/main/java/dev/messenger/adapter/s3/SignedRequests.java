package dev.messenger.adapter.s3;

import dev.messenger.adapter.s3.StoreRefusal.Fault;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Requests by signed links, as clients send them, from the server itself. */
final class SignedRequests {

    private static final Duration TIMEOUT = Duration.ofSeconds(6);
    private static final Duration VALIDITY = Duration.ofMinutes(5);
    private static final int LONGEST_ANSWER = 64 << 10;
    private static final Pattern CODE = Pattern.compile("<Code>(\\w{1,64})</Code>");

    private final LinkSigner signer;
    private final BucketUrl bucket;
    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(TIMEOUT)
            .callTimeout(TIMEOUT)
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .build();

    SignedRequests(LinkSigner signer, BucketUrl bucket) {
        this.signer = signer;
        this.bucket = bucket;
    }

    /**
     * An answer.
     *
     * @param code the store's name of an error, else the status
     */
    record Answer(int status, String code, @Nullable String encoding, String body) {

        boolean succeeded() {
            return status / 100 == 2;
        }
    }

    Answer list() {
        return send(new Request.Builder()
                .url(signed(SdkHttpMethod.GET, bucket.root(), Map.of(), Map.of("list-type", "2", "max-keys", "1"))));
    }

    Answer get(ObjectKey key) {
        return send(new Request.Builder()
                .url(signed(SdkHttpMethod.GET, bucket.address(key), Map.of(), Map.of()))
                .header("Accept-Encoding", "identity"));
    }

    Answer delete(ObjectKey key) {
        return send(new Request.Builder()
                .url(signed(SdkHttpMethod.DELETE, bucket.address(key), Map.of(), Map.of()))
                .delete());
    }

    /**
     * @param signed headers that the link covers, without those of the body
     * @param unsigned further headers
     */
    Answer put(ObjectKey key, String text, Map<String, String> signed, Map<String, String> unsigned) {
        Request.Builder request = new Request.Builder()
                .url(signed(SdkHttpMethod.PUT, bucket.address(key), signed, Map.of()))
                .put(RequestBody.create(text.getBytes(StandardCharsets.UTF_8)));
        signed.forEach(request::header);
        unsigned.forEach(request::header);
        return send(request);
    }

    void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private String signed(SdkHttpMethod method, URI address, Map<String, String> headers, Map<String, String> query) {
        return signer.sign(method, address, headers, query, VALIDITY).toString();
    }

    /**
     * @throws StoreRefusal if there is no store at the address
     * @throws Unavailable if there may be one later: it refuses connections or reports a fault of its own
     */
    private Answer send(Request.Builder request) {
        try (Response response = client.newCall(request.build()).execute()) {
            String body = response.peekBody(LONGEST_ANSWER).string();
            if (response.code() >= 500 && response.code() != 501) {
                throw away("it answers " + response.code());
            }
            Matcher code = CODE.matcher(body);
            return new Answer(
                    response.code(),
                    code.find() ? code.group(1) : Integer.toString(response.code()),
                    response.header("Content-Encoding"),
                    body);
        } catch (UnknownHostException e) {
            throw new StoreRefusal(Fault.ADDRESS, "its host is unknown", e);
        } catch (SSLException e) {
            throw new StoreRefusal(Fault.ADDRESS, "TLS fails: " + String.valueOf(e.getMessage()), e);
        } catch (InterruptedIOException | NoRouteToHostException e) {
            throw new StoreRefusal(Fault.ADDRESS, "it does not answer within " + TIMEOUT.toSeconds() + " s", e);
        } catch (ConnectException e) {
            throw away("it refuses connections");
        } catch (ProtocolException e) {
            throw new StoreRefusal(Fault.ADDRESS, "it does not speak HTTP", e);
        } catch (SocketException e) {
            throw away("it ends connections");
        } catch (IOException e) {
            throw new StoreRefusal(Fault.ADDRESS, "it does not speak HTTP", e);
        }
    }

    private static Unavailable away(String reason) {
        return new Unavailable("storage_unavailable", reason);
    }
}
