package dev.messenger.adapter.http.account;

import dev.messenger.adapter.http.account.AuthBodies.ChangePasswordRequest;
import dev.messenger.adapter.http.account.AuthBodies.CodeRequest;
import dev.messenger.adapter.http.account.AuthBodies.EmailRequest;
import dev.messenger.adapter.http.account.AuthBodies.EnableRequest;
import dev.messenger.adapter.http.account.AuthBodies.MessageResponse;
import dev.messenger.adapter.http.account.AuthBodies.RecoveryCodesResponse;
import dev.messenger.adapter.http.account.AuthBodies.ResetPasswordRequest;
import dev.messenger.adapter.http.account.AuthBodies.SessionRead;
import dev.messenger.adapter.http.account.AuthBodies.SetupResponse;
import dev.messenger.adapter.http.door.Call;
import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.adapter.http.door.Format;
import dev.messenger.adapter.http.door.NoBody;
import dev.messenger.adapter.http.door.PathParam;
import dev.messenger.application.account.OwnSessions;
import dev.messenger.application.account.Passwords;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.account.TwoFactorSetup;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.InvalidValue;
import java.util.List;
import java.util.UUID;

/** Section 5 of the reference, the safety of an account: passwords, sessions, two-factor authentication. */
public final class AccountEndpoints implements EndpointModule {

    private static final String TAG = "Auth";
    private static final PathParam<UUID> JTI = PathParam.of("jti", Format.UUID_TEXT);

    private final Passwords passwords;
    private final OwnSessions sessions;
    private final TwoFactorSetup twoFactor;

    public AccountEndpoints(Passwords passwords, OwnSessions sessions, TwoFactorSetup twoFactor) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.twoFactor = twoFactor;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v1/auth/request-password-reset")
                        .open()
                        .tag(TAG)
                        .summary("Ask for a password reset")
                        .description("Answers the same whether or not there is such an account.")
                        .body(EmailRequest.class)
                        .answers(200, MessageResponse.class)
                        .fails(429)
                        .handle(this::requestReset),
                Endpoint.post("/api/v1/auth/reset-password")
                        .open()
                        .tag(TAG)
                        .summary("Reset the password")
                        .description("Ends every session; two-factor authentication stays on.")
                        .body(ResetPasswordRequest.class)
                        .answers(200, MessageResponse.class)
                        .fails(429, 503)
                        .handle(this::reset),
                Endpoint.post("/api/v1/auth/change-password")
                        .tag(TAG)
                        .summary("Change the password")
                        .description("Ends all sessions but this one.")
                        .body(ChangePasswordRequest.class)
                        .answers(200, MessageResponse.class)
                        .fails(403, 429, 503)
                        .handle(this::change),
                Endpoint.post("/api/v1/auth/logout")
                        .tag(TAG)
                        .summary("Log out")
                        .answersNothing()
                        .handle(call -> sessions.logout(call.principal())),
                Endpoint.get("/api/v1/auth/sessions")
                        .tag(TAG)
                        .summary("List my sessions")
                        .answersList(200, SessionRead.class)
                        .handle(this::listSessions),
                Endpoint.delete("/api/v1/auth/sessions")
                        .tag(TAG)
                        .summary("End all my sessions")
                        .answersNothing()
                        .handle(call -> sessions.endAll(call.principal().user())),
                Endpoint.delete("/api/v1/auth/sessions/{jti}")
                        .tag(TAG)
                        .summary("End one of my sessions")
                        .takes(JTI)
                        .answersNothing()
                        .fails(404)
                        .handle(call -> sessions.end(call.principal().user(), call.get(JTI))),
                Endpoint.post("/api/v1/auth/2fa/setup")
                        .tag(TAG)
                        .summary("Propose a second factor")
                        .description("Changes nothing before it is enabled by a code.")
                        .answers(200, SetupResponse.class)
                        .fails(409)
                        .handle(this::propose),
                Endpoint.post("/api/v1/auth/2fa/enable")
                        .tag(TAG)
                        .summary("Enable the second factor")
                        .body(EnableRequest.class)
                        .answers(200, RecoveryCodesResponse.class)
                        .fails(409, 429)
                        .handle(this::enable),
                Endpoint.post("/api/v1/auth/2fa/disable")
                        .tag(TAG)
                        .summary("Disable the second factor")
                        .body(CodeRequest.class)
                        .answers(200, MessageResponse.class)
                        .fails(409, 429)
                        .handle(this::disable),
                Endpoint.post("/api/v1/auth/2fa/recovery-codes")
                        .tag(TAG)
                        .summary("Make new recovery codes")
                        .body(CodeRequest.class)
                        .answers(200, RecoveryCodesResponse.class)
                        .fails(409, 429)
                        .handle(this::renewRecoveryCodes));
    }

    private MessageResponse requestReset(Call<EmailRequest> call) {
        passwords.requestReset(call.body().email(), call.clientAddress());
        return new MessageResponse("If there is such an account, a mail with a link is on its way.");
    }

    private MessageResponse reset(Call<ResetPasswordRequest> call) {
        passwords.reset(call.body().token(), call.body().newPassword(), call.clientAddress());
        return new MessageResponse("The password is changed. Log in with the new one.");
    }

    private MessageResponse change(Call<ChangePasswordRequest> call) {
        passwords.change(
                call.principal(), call.body().currentPassword(), call.body().newPassword());
        return new MessageResponse("The password is changed; your other sessions are ended.");
    }

    private List<SessionRead> listSessions(Call<NoBody> call) {
        UserId caller = call.principal().user();
        UUID current = call.principal().session().value();
        return sessions.list(caller).stream()
                .map(session -> SessionRead.of(session, current))
                .toList();
    }

    private SetupResponse propose(Call<NoBody> call) {
        TwoFactorSetup.Proposal proposal = twoFactor.propose(call.principal().user());
        return new SetupResponse(proposal.secret(), proposal.url().toString());
    }

    private RecoveryCodesResponse enable(Call<EnableRequest> call) {
        return new RecoveryCodesResponse(
                "Two-factor authentication is on. Keep the recovery codes in a safe place: they are shown this once.",
                twoFactor.enable(call.principal().user(), call.body().code()));
    }

    private MessageResponse disable(Call<CodeRequest> call) {
        twoFactor.disable(call.principal().user(), given(call.body()));
        return new MessageResponse("Two-factor authentication is off.");
    }

    private RecoveryCodesResponse renewRecoveryCodes(Call<CodeRequest> call) {
        return new RecoveryCodesResponse(
                "These are your recovery codes now; the old ones work no more.",
                twoFactor.renewRecoveryCodes(call.principal().user(), given(call.body())));
    }

    private static SecondFactor.Given given(CodeRequest body) {
        if (body.code() != null) {
            return SecondFactor.Given.either(body.code());
        }
        if (body.recoveryCode() == null) {
            throw new InvalidValue("code", "is required");
        }
        return new SecondFactor.Given(null, body.recoveryCode());
    }
}
