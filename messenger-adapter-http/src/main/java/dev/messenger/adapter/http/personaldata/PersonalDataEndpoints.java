package dev.messenger.adapter.http.personaldata;

import dev.messenger.adapter.http.door.Answer;
import dev.messenger.adapter.http.door.Call;
import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.adapter.http.door.NoBody;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.personaldata.AccountDeletion;
import dev.messenger.application.personaldata.DataExport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deleting one's account, and taking one's data along (rule A11). */
public final class PersonalDataEndpoints implements EndpointModule {

    private static final String TAG = "Users";

    private final AccountDeletion deletion;
    private final DataExport export;

    public PersonalDataEndpoints(AccountDeletion deletion, DataExport export) {
        this.deletion = deletion;
        this.export = export;
    }

    record DeleteAccountRequest(
            String password,
            @Nullable String otpCode,
            @Nullable String recoveryCode) {}

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.delete("/api/v1/users/me")
                        .tag(TAG)
                        .summary("Delete my account")
                        .description(
                                "Personal data is erased, groups are handed on; messages stay under \"Deleted account\".")
                        .body(DeleteAccountRequest.class)
                        .answersNothing()
                        .fails(403, 429, 503)
                        .handle(this::delete),
                Endpoint.get("/api/v1/users/me/export")
                        .tag(TAG)
                        .summary("Export my data")
                        .streams("application/json")
                        .handle(this::export));
    }

    private void delete(Call<DeleteAccountRequest> call) {
        DeleteAccountRequest body = call.body();
        deletion.delete(call.principal(), body.password(), new SecondFactor.Given(body.otpCode(), body.recoveryCode()));
    }

    private Answer.Stream export(Call<NoBody> call) {
        return new ExportDocument(export, call.principal().user());
    }
}
