package dev.messenger.adapter.http.media;

import dev.messenger.adapter.http.chat.ChatRef;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.RateLimit;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.media.MediaBodies.ChatAttachmentRead;
import dev.messenger.adapter.http.media.MediaBodies.UploadUrlRequest;
import dev.messenger.adapter.http.media.MediaBodies.UploadUrlResponse;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.media.ChatFiles;
import dev.messenger.application.media.Uploads;
import dev.messenger.domain.media.AttachmentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Upload links and the files of a chat. */
public record MediaEndpoints(Uploads uploads, ChatFiles chatFiles, BrowseChats chats) implements EndpointModule {

    private static final String TAG = "Media";
    private static final QueryParam<Integer> LIMIT = QueryParam.limit(100);
    private static final QueryParam<@Nullable AttachmentId> BEFORE_ID =
            QueryParam.id("before_id", AttachmentId::new).optional();

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v1/media/upload-url", TAG, "Create an upload link")
                        .limit(RateLimit.perMinute("upload", 120))
                        .description(
                                "PUT the file to upload_url with exactly the required_headers; the link works once.")
                        .body(UploadUrlRequest.class)
                        .returns(200, UploadUrlResponse.class)
                        .handle(this::issue),
                Endpoint.get("/api/v1/media/chats/{chat_id}/attachments", TAG, "List chat attachments")
                        .description("Newest first; go on with the last id got as before_id.")
                        .params(ChatRef.CHAT, LIMIT, BEFORE_ID)
                        .returnsList(200, ChatAttachmentRead.class)
                        .fails(403, 404)
                        .handle(request -> Mapping.list(
                                chatFiles.list(
                                        request.user(),
                                        request.get(ChatRef.CHAT).resolve(chats),
                                        request.get(BEFORE_ID),
                                        request.get(LIMIT)),
                                ChatAttachmentRead::of)));
    }

    private UploadUrlResponse issue(Request<UploadUrlRequest> request) {
        UploadUrlRequest body = request.body();
        return UploadUrlResponse.of(uploads.issue(request.user(), body.fileName(), body.fileType(), body.fileSize()));
    }
}
