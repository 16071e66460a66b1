package dev.messenger.embedded;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The S3 protocol of S3Proxy, with a header on each response that keeps a browser from guessing content types (rule D4), and with reads
 * as HTTP wants them (rule D10). S3Proxy's own server takes no such header.
 */
final class StoreServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** A body that is signed as a whole stays in memory until its signature is verified. Uploads by links are not signed so. */
    private static final long MAX_BUFFERED_BYTES = 64L << 10;

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private static final long MAX_OBJECT_BYTES = 5L << 30;
    private static final int MAX_CHUNK_BYTES = 16 << 20;
    private static final int MAX_SKEW_SECONDS = 15 * 60;

    @SuppressWarnings("serial") // never serialized
    private final BlobStore objects;

    @SuppressWarnings("serial") // never serialized
    private final Protocol s3;

    StoreServlet(BlobStore objects, String accessKey, String secretKey, CrossOriginResourceSharing cors) {
        this.objects = objects;
        this.s3 = new Protocol(objects, accessKey, secretKey, cors);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (SignedHeaders.of(request).leaveOut(request)) {
            s3.refuse(S3ErrorCode.ACCESS_DENIED, request, response);
            return;
        }
        try (InputStream body = request.getInputStream()) {
            if (READS.contains(request.getMethod()) && !keyOf(request).isEmpty()) {
                read(new ObjectRead(request, () -> stored(request)), request, response, body);
            } else {
                s3.doHandle(request, request, response, body, null);
            }
        } catch (AwsServiceException refused) {
            if (refused.statusCode() == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
                sayLength(request, response);
            }
            s3.refuse(refused, request, response);
        } catch (IllegalArgumentException malformed) {
            s3.refuse(S3ErrorCode.INVALID_ARGUMENT, request, response);
        } catch (UnsupportedOperationException unsupported) {
            s3.refuse(S3ErrorCode.NOT_IMPLEMENTED, request, response);
        } catch (IOException | RuntimeException failure) {
            AwsServiceException refused = refusalIn(failure);
            if (refused == null) {
                throw failure;
            }
            s3.refuse(refused, request, response);
        }
    }

    /** Reads an object. S3Proxy says of a part that there are parts, and nothing else with a 304 of a HEAD (rule D10). */
    private void read(ObjectRead read, HttpServletRequest signed, HttpServletResponse response, InputStream body)
            throws IOException {
        if (!read.isPartial()) {
            response.setHeader("Accept-Ranges", "bytes");
        }
        s3.doHandle(signed, read, response, body, null);
        if (response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED
                && !read.tag().isEmpty()) {
            response.setHeader("ETag", read.tag());
        }
    }

    private void sayLength(HttpServletRequest request, HttpServletResponse response) {
        HeadObjectResponse object = stored(request);
        if (object != null) {
            response.setHeader("Accept-Ranges", "bytes");
            response.setHeader("Content-Range", "bytes */" + object.contentLength());
        }
    }

    /** Nothing is told of it before the signature is verified. */
    private @Nullable HeadObjectResponse stored(HttpServletRequest request) {
        try {
            return objects.blobMetadata(request.getRequestURI().split("/", 3)[1], keyOf(request));
        } catch (AwsServiceException | IllegalArgumentException none) {
            return null;
        }
    }

    /** The key of the object, decoded; empty when the request is for no object. */
    private static String keyOf(HttpServletRequest request) {
        String[] path = request.getRequestURI().split("/", 3);
        return path.length < 3 ? "" : URLDecoder.decode(path[2], StandardCharsets.UTF_8);
    }

    /** The error of S3 that caused the failure: readers of a body wrap it. */
    private static @Nullable AwsServiceException refusalIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException refused) {
                return refused;
            }
        }
        return null;
    }

    private static final class Protocol extends S3ProxyHandler {

        Protocol(BlobStore objects, String accessKey, String secretKey, CrossOriginResourceSharing cors) {
            super(
                    objects,
                    AuthenticationType.AWS_V4,
                    accessKey,
                    secretKey,
                    null,
                    MAX_OBJECT_BYTES,
                    MAX_BUFFERED_BYTES,
                    MAX_CHUNK_BYTES,
                    false,
                    cors,
                    null,
                    MAX_SKEW_SECONDS);
        }

        /** Answers an error by the code of the store, or by its status where the store names no code (conditions, ranges). */
        void refuse(AwsServiceException refused, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            var error = S3Exceptions.httpResponse(refused);
            if (error != null) {
                error.firstMatchingHeader("ETag").ifPresent(tag -> response.setHeader("ETag", tag));
            }
            String code = S3Exceptions.errorCode(refused);
            if (code != null) {
                String message = String.valueOf(refused.awsErrorDetails().errorMessage());
                sendSimpleErrorResponse(request, response, code, refused.statusCode(), message, Map.of());
                return;
            }
            switch (refused.statusCode()) {
                case 304 -> response.setStatus(304);
                case 405 -> refuse(S3ErrorCode.METHOD_NOT_ALLOWED, request, response);
                case 412 -> refuse(S3ErrorCode.PRECONDITION_FAILED, request, response);
                case 416 -> refuse(S3ErrorCode.INVALID_RANGE, request, response);
                default -> refuse(S3ErrorCode.INTERNAL_ERROR, request, response);
            }
        }

        void refuse(S3ErrorCode code, HttpServletRequest request, HttpServletResponse response) throws IOException {
            refuse(new S3ProxyException(code), request, response);
        }
    }
}
