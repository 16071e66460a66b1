package dev.messenger.adapter.http.account;

import dev.messenger.adapter.http.account.AuthBodies.AuthUserResponse;
import dev.messenger.adapter.http.account.AuthBodies.EmailRequest;
import dev.messenger.adapter.http.account.AuthBodies.LoginRequest;
import dev.messenger.adapter.http.account.AuthBodies.MessageResponse;
import dev.messenger.adapter.http.account.AuthBodies.RefreshRequest;
import dev.messenger.adapter.http.account.AuthBodies.RegisterRequest;
import dev.messenger.adapter.http.account.AuthBodies.TokenResponse;
import dev.messenger.adapter.http.account.AuthBodies.VerifyEmailRequest;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.application.account.Admission;
import dev.messenger.application.account.Authentication;
import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.Registration;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.people.Profiles;
import java.util.List;

/** Registration, email verification, login, token refresh and the own account. */
public record AuthEndpoints(
        Registration registration, Authentication authentication, Admission admission, Profiles profiles)
        implements EndpointModule {

    private static final String TAG = "Auth";

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v1/auth/register", TAG, "Register")
                        .open()
                        .admittedBy(admission::register)
                        .description("Mails a link that proves the mailbox.")
                        .body(RegisterRequest.class)
                        .returns(201, MessageResponse.class)
                        .fails(409, 429, 503)
                        .handle(this::register),
                Endpoint.post("/api/v1/auth/verify-email", TAG, "Verify an email")
                        .open()
                        .admittedBy(address -> admission.useMailedToken(TokenPurpose.VERIFY_EMAIL, address))
                        .description("The first proof of the mailbox ends earlier sessions and the second factor.")
                        .body(VerifyEmailRequest.class)
                        .returns(200, MessageResponse.class)
                        .fails(429)
                        .handle(this::verifyEmail),
                Endpoint.post("/api/v1/auth/resend-verification", TAG, "Mail the verification link again")
                        .open()
                        .admittedBy(admission::requestMail)
                        .description("Answers the same whether or not there is such an account.")
                        .body(EmailRequest.class)
                        .returns(200, MessageResponse.class)
                        .fails(429)
                        .handle(this::resendVerification),
                Endpoint.post("/api/v1/auth/login", TAG, "Log in")
                        .open()
                        .admittedBy(admission::login)
                        .description("With two-factor authentication on it needs otp_code, or recovery_code.")
                        .body(LoginRequest.class)
                        .returns(200, TokenResponse.class)
                        .fails(401, 403, 429)
                        .handle(this::login),
                Endpoint.post("/api/v1/auth/refresh", TAG, "Refresh the tokens")
                        .open()
                        .admittedBy(admission::refresh)
                        .description(
                                "The old refresh token works for some seconds more; using it later ends the session.")
                        .body(RefreshRequest.class)
                        .returns(200, TokenResponse.class)
                        .fails(401, 429)
                        .handle(request -> TokenResponse.of(
                                authentication.refresh(request.body().refreshToken()))),
                Endpoint.get("/api/v1/auth/me", TAG, "Show my account")
                        .returns(200, AuthUserResponse.class)
                        .handle(request -> AuthUserResponse.of(profiles.own(request.user()))));
    }

    private MessageResponse register(Request<RegisterRequest> request) {
        RegisterRequest body = request.body();
        registration.register(body.email(), body.name(), body.username(), body.password());
        return new MessageResponse("Registered. Open the link in the mail that was sent to you, then log in.");
    }

    private MessageResponse verifyEmail(Request<VerifyEmailRequest> request) {
        registration.verifyEmail(request.body().token());
        return new MessageResponse("Email confirmed. You can log in now.");
    }

    private MessageResponse resendVerification(Request<EmailRequest> request) {
        registration.requestVerification(request.body().email());
        return new MessageResponse("If there is an account that needs it, a mail with a new link is on its way.");
    }

    private TokenResponse login(Request<LoginRequest> request) {
        LoginRequest body = request.body();
        Device device = new Device(request.clientAddress(), request.userAgent());
        SecondFactor.Given secondFactor = new SecondFactor.Given(body.otpCode(), body.recoveryCode());
        return TokenResponse.of(authentication.login(body.email(), body.password(), secondFactor, device));
    }
}
