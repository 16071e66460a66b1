package dev.messenger.adapter.http.media;

import dev.messenger.adapter.http.door.Call;
import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.application.media.Uploads;
import java.util.List;
import java.util.Map;

/** Section 9 of the reference: links for uploads. */
public final class MediaEndpoints implements EndpointModule {

    private final Uploads uploads;

    public MediaEndpoints(Uploads uploads) {
        this.uploads = uploads;
    }

    record UploadUrlRequest(String fileName, String fileType, long fileSize) {}

    record UploadUrlResponse(
            String uploadUrl, String fileUrl, String objectKey, long expiresIn, Map<String, String> requiredHeaders) {

        static UploadUrlResponse of(Uploads.Ticket ticket) {
            return new UploadUrlResponse(
                    ticket.link().url().toString(),
                    ticket.address().toString(),
                    ticket.key().value(),
                    ticket.expiresIn().toSeconds(),
                    ticket.link().headers());
        }
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/api/v1/media/upload-url")
                .tag("Media")
                .summary("Get a link for an upload")
                .description("PUT the file to upload_url with exactly the required_headers; the link works once.")
                .body(UploadUrlRequest.class)
                .answers(200, UploadUrlResponse.class)
                .handle(this::issue));
    }

    private UploadUrlResponse issue(Call<UploadUrlRequest> call) {
        UploadUrlRequest body = call.body();
        return UploadUrlResponse.of(
                uploads.issue(call.principal().user(), body.fileName(), body.fileType(), body.fileSize()));
    }
}
