package dev.messenger.embedded;

import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Refuses uploads for which the disk has no room (507, rule D8). A request comes here when its signature was verified. */
final class BoundedBlobStore extends ForwardingBlobStore {

    private static final int INSUFFICIENT_STORAGE = 507;

    private final DiskSpace disk;

    BoundedBlobStore(BlobStore store, DiskSpace disk) {
        super(store);
        this.disk = disk;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        long size = reserve(request.contentLength());
        try {
            return super.putBlob(request, body);
        } finally {
            disk.release(size);
        }
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream body) {
        long size = reserve(request.contentLength());
        try {
            return super.uploadMultipartPart(upload, request, body);
        } finally {
            disk.release(size);
        }
    }

    private long reserve(@Nullable Long declared) {
        long size = declared == null ? 0 : declared;
        if (!disk.reserve(size)) {
            throw full();
        }
        return size;
    }

    private static AwsServiceException full() {
        return S3Exception.builder()
                .statusCode(INSUFFICIENT_STORAGE)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("InsufficientStorage")
                        .errorMessage("The store has no room for this object at present. Try again later.")
                        .build())
                .build();
    }
}
