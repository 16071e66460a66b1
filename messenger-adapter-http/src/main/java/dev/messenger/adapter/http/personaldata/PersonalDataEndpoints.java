package dev.messenger.adapter.http.personaldata;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.NoBody;
import dev.messenger.adapter.http.endpoint.RateLimit;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.endpoint.ResponseType;
import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.personaldata.AccountDeletion;
import dev.messenger.application.personaldata.DataExport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletion of the own account and export of its data (rule A11). */
public record PersonalDataEndpoints(AccountDeletion deletion, DataExport export) implements EndpointModule {

    private static final String TAG = "Users";

    record DeleteAccountRequest(
            String password,
            @Nullable String otpCode,
            @Nullable String recoveryCode) {}

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.delete("/api/v1/users/me", TAG, "Delete my account")
                        .description(
                                "Personal data is erased, groups are handed on; messages stay under \"Deleted account\".")
                        .body(DeleteAccountRequest.class)
                        .returnsNothing()
                        .fails(403, 429, 503)
                        .handle(this::delete),
                Endpoint.get("/api/v1/users/me/export", TAG, "Export my data")
                        .limit(RateLimit.perHour("export", 5))
                        .costly()
                        .returnsStream("application/json")
                        .handle(this::export));
    }

    private void delete(Request<DeleteAccountRequest> request) {
        DeleteAccountRequest body = request.body();
        deletion.delete(
                request.principal(),
                body.password(),
                new SecondFactor.Given(body.otpCode(), body.recoveryCode()),
                new Device(request.clientAddress(), request.userAgent()));
    }

    private ResponseType.StreamWriter export(Request<NoBody> request) {
        return new ExportDocument(export, request.user());
    }
}
