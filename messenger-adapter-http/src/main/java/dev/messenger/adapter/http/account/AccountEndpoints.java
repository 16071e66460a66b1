package dev.messenger.adapter.http.account;

import dev.messenger.adapter.http.account.AuthBodies.ChangePasswordRequest;
import dev.messenger.adapter.http.account.AuthBodies.CodeRequest;
import dev.messenger.adapter.http.account.AuthBodies.EmailRequest;
import dev.messenger.adapter.http.account.AuthBodies.EnableRequest;
import dev.messenger.adapter.http.account.AuthBodies.MessageResponse;
import dev.messenger.adapter.http.account.AuthBodies.RecoveryCodesRequest;
import dev.messenger.adapter.http.account.AuthBodies.RecoveryCodesResponse;
import dev.messenger.adapter.http.account.AuthBodies.ResetPasswordRequest;
import dev.messenger.adapter.http.account.AuthBodies.SessionRead;
import dev.messenger.adapter.http.account.AuthBodies.SetupRequest;
import dev.messenger.adapter.http.account.AuthBodies.SetupResponse;
import dev.messenger.adapter.http.account.AuthBodies.UndoRequest;
import dev.messenger.adapter.http.account.AuthBodies.UndoResponse;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.Format;
import dev.messenger.adapter.http.endpoint.NoBody;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.application.account.AccountUseCases.Protection;
import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.OwnSessions;
import dev.messenger.application.account.Passwords;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.account.TwoFactorSetup;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.domain.shared.InvalidValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passwords, sessions and two-factor authentication. */
public record AccountEndpoints(
        Passwords passwords, OwnSessions sessions, TwoFactorSetup twoFactor, Protection protection)
        implements EndpointModule {

    private static final String TAG = "Auth";
    private static final PathParam<UUID> JTI = PathParam.of("jti", Format.UUID_TEXT);

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v1/auth/request-password-reset", TAG, "Ask for a password reset")
                        .open()
                        .admittedBy(protection.admission()::requestMail)
                        .description("Answers the same whether or not there is such an account.")
                        .body(EmailRequest.class)
                        .returns(200, MessageResponse.class)
                        .fails(429)
                        .handle(this::requestReset),
                Endpoint.post("/api/v1/auth/reset-password", TAG, "Reset the password")
                        .open()
                        .admittedBy(
                                address -> protection.admission().useMailedToken(TokenPurpose.RESET_PASSWORD, address))
                        .description("Ends every session; two-factor authentication stays on.")
                        .body(ResetPasswordRequest.class)
                        .returns(200, MessageResponse.class)
                        .fails(429, 503)
                        .handle(this::reset),
                Endpoint.post("/api/v1/auth/undo", TAG, "Take changes of the account back")
                        .open()
                        .admittedBy(
                                address -> protection.admission().useMailedToken(TokenPurpose.UNDO_CHANGES, address))
                        .description("By the link of a mail that told of a change. Ends every session.")
                        .body(UndoRequest.class)
                        .returns(200, UndoResponse.class)
                        .fails(429, 503)
                        .handle(this::undo),
                Endpoint.post("/api/v1/auth/change-password", TAG, "Change the password")
                        .description("Ends all sessions but this one.")
                        .body(ChangePasswordRequest.class)
                        .returns(200, MessageResponse.class)
                        .fails(403, 429, 503)
                        .handle(this::change),
                Endpoint.post("/api/v1/auth/logout", TAG, "Log out")
                        .uncounted()
                        .returnsNothing()
                        .handle(request -> sessions.logout(request.principal())),
                Endpoint.get("/api/v1/auth/sessions", TAG, "List my sessions")
                        .returnsList(200, SessionRead.class)
                        .handle(this::listSessions),
                Endpoint.delete("/api/v1/auth/sessions", TAG, "End all my sessions")
                        .uncounted()
                        .returnsNothing()
                        .handle(request -> sessions.endAll(request.user())),
                Endpoint.delete("/api/v1/auth/sessions/{jti}", TAG, "End one of my sessions")
                        .params(JTI)
                        .returnsNothing()
                        .fails(404)
                        .handle(request -> sessions.end(request.user(), request.get(JTI))),
                Endpoint.post("/api/v1/auth/2fa/setup", TAG, "Propose a second factor")
                        .description("Changes nothing before it is enabled by a code.")
                        .optionalBody(SetupRequest.class)
                        .returns(200, SetupResponse.class)
                        .fails(403, 409, 429)
                        .handle(this::propose),
                Endpoint.post("/api/v1/auth/2fa/enable", TAG, "Enable the second factor")
                        .body(EnableRequest.class)
                        .returns(200, RecoveryCodesResponse.class)
                        .fails(403, 409, 429)
                        .handle(this::enable),
                Endpoint.post("/api/v1/auth/2fa/disable", TAG, "Disable the second factor")
                        .body(CodeRequest.class)
                        .returns(200, MessageResponse.class)
                        .fails(409, 429)
                        .handle(this::disable),
                Endpoint.post("/api/v1/auth/2fa/recovery-codes", TAG, "Make new recovery codes")
                        .body(RecoveryCodesRequest.class)
                        .returns(200, RecoveryCodesResponse.class)
                        .fails(403, 409, 429)
                        .handle(this::renewRecoveryCodes));
    }

    private MessageResponse requestReset(Request<EmailRequest> request) {
        passwords.requestReset(request.body().email());
        return new MessageResponse("If there is such an account, a mail with a link is on its way.");
    }

    private MessageResponse reset(Request<ResetPasswordRequest> request) {
        passwords.reset(request.body().token(), request.body().newPassword(), device(request));
        return new MessageResponse("The password is changed. Log in with the new one.");
    }

    private MessageResponse change(Request<ChangePasswordRequest> request) {
        passwords.change(
                request.principal(),
                request.body().currentPassword(),
                request.body().newPassword(),
                device(request));
        return new MessageResponse("The password is changed; your other sessions are ended.");
    }

    private List<SessionRead> listSessions(Request<NoBody> request) {
        UUID current = request.principal().session().value();
        return Mapping.list(sessions.list(request.user()), session -> SessionRead.of(session, current));
    }

    private UndoResponse undo(Request<UndoRequest> request) {
        boolean passwordReset = protection.undo().undo(request.body().token(), device(request));
        return new UndoResponse(
                passwordReset
                        ? "The changes are taken back and all sessions are ended. The password works no more: a mail with"
                                + " a link to choose a new one is on its way."
                        : "The changes are taken back and all sessions are ended. Log in again.",
                passwordReset);
    }

    private SetupResponse propose(Request<SetupRequest> request) {
        TwoFactorSetup.Proposal proposal =
                twoFactor.propose(request.user(), request.body().password());
        return new SetupResponse(proposal.secret(), proposal.url().toString());
    }

    private RecoveryCodesResponse enable(Request<EnableRequest> request) {
        return new RecoveryCodesResponse(
                "Two-factor authentication is on. Keep the recovery codes in a safe place: they are shown this once.",
                twoFactor.enable(
                        request.user(), request.body().code(), request.body().password(), device(request)));
    }

    private MessageResponse disable(Request<CodeRequest> request) {
        CodeRequest body = request.body();
        twoFactor.disable(request.user(), secondFactor(body.code(), body.recoveryCode()), device(request));
        return new MessageResponse("Two-factor authentication is off.");
    }

    private RecoveryCodesResponse renewRecoveryCodes(Request<RecoveryCodesRequest> request) {
        RecoveryCodesRequest body = request.body();
        return new RecoveryCodesResponse(
                "These are your recovery codes now; the old ones work no more.",
                twoFactor.renewRecoveryCodes(
                        request.user(),
                        secondFactor(body.code(), body.recoveryCode()),
                        body.password(),
                        device(request)));
    }

    private static SecondFactor.Given secondFactor(@Nullable String code, @Nullable String recoveryCode) {
        if (code != null) {
            return SecondFactor.Given.either(code);
        }
        if (recoveryCode == null) {
            throw new InvalidValue("code", "is required");
        }
        return new SecondFactor.Given(null, recoveryCode);
    }

    private static Device device(Request<?> request) {
        return new Device(request.clientAddress(), request.userAgent());
    }
}
