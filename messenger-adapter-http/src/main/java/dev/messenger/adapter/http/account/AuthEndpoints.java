package dev.messenger.adapter.http.account;

import dev.messenger.adapter.http.account.AuthBodies.AuthUserResponse;
import dev.messenger.adapter.http.account.AuthBodies.EmailRequest;
import dev.messenger.adapter.http.account.AuthBodies.LoginRequest;
import dev.messenger.adapter.http.account.AuthBodies.MessageResponse;
import dev.messenger.adapter.http.account.AuthBodies.RefreshRequest;
import dev.messenger.adapter.http.account.AuthBodies.RegisterRequest;
import dev.messenger.adapter.http.account.AuthBodies.TokenResponse;
import dev.messenger.adapter.http.account.AuthBodies.VerifyEmailRequest;
import dev.messenger.adapter.http.door.Call;
import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.application.account.Authentication;
import dev.messenger.application.account.Registration;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.account.TokenRefresh;
import dev.messenger.application.people.Profiles;
import java.util.List;

/** Section 5 of the reference, up to a pair of tokens: registering, signing in, who one is. */
public final class AuthEndpoints implements EndpointModule {

    private static final String TAG = "Auth";

    private final Registration registration;
    private final Authentication authentication;
    private final TokenRefresh tokenRefresh;
    private final Profiles profiles;

    public AuthEndpoints(
            Registration registration, Authentication authentication, TokenRefresh tokenRefresh, Profiles profiles) {
        this.registration = registration;
        this.authentication = authentication;
        this.tokenRefresh = tokenRefresh;
        this.profiles = profiles;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v1/auth/register")
                        .open()
                        .tag(TAG)
                        .summary("Register")
                        .description("Mails a link that proves the mailbox.")
                        .body(RegisterRequest.class)
                        .answers(201, MessageResponse.class)
                        .fails(409, 429, 503)
                        .handle(this::register),
                Endpoint.post("/api/v1/auth/verify-email")
                        .open()
                        .tag(TAG)
                        .summary("Verify an email")
                        .body(VerifyEmailRequest.class)
                        .answers(200, MessageResponse.class)
                        .handle(this::verifyEmail),
                Endpoint.post("/api/v1/auth/resend-verification")
                        .open()
                        .tag(TAG)
                        .summary("Mail the verification link again")
                        .description("Answers the same whether or not there is such an account.")
                        .body(EmailRequest.class)
                        .answers(200, MessageResponse.class)
                        .fails(429)
                        .handle(this::resendVerification),
                Endpoint.post("/api/v1/auth/login")
                        .open()
                        .tag(TAG)
                        .summary("Log in")
                        .description("With two-factor authentication on it needs otp_code, or recovery_code.")
                        .body(LoginRequest.class)
                        .answers(200, TokenResponse.class)
                        .fails(401, 403, 429)
                        .handle(this::login),
                Endpoint.post("/api/v1/auth/refresh")
                        .open()
                        .tag(TAG)
                        .summary("Refresh the tokens")
                        .description(
                                "The old refresh token works for some seconds more; using it later ends the session.")
                        .body(RefreshRequest.class)
                        .answers(200, TokenResponse.class)
                        .fails(401, 429)
                        .handle(call -> TokenResponse.of(
                                tokenRefresh.refresh(call.body().refreshToken()))),
                Endpoint.get("/api/v1/auth/me")
                        .tag(TAG)
                        .summary("Show my account")
                        .answers(200, AuthUserResponse.class)
                        .handle(call -> AuthUserResponse.of(
                                profiles.own(call.principal().user()))));
    }

    private MessageResponse register(Call<RegisterRequest> call) {
        RegisterRequest body = call.body();
        registration.register(body.email(), body.name(), body.username(), body.password(), call.clientAddress());
        return new MessageResponse("Registered. Open the link in the mail that was sent to you, then log in.");
    }

    private MessageResponse verifyEmail(Call<VerifyEmailRequest> call) {
        registration.verifyEmail(call.body().token());
        return new MessageResponse("Email confirmed. You can log in now.");
    }

    private MessageResponse resendVerification(Call<EmailRequest> call) {
        registration.requestVerification(call.body().email(), call.clientAddress());
        return new MessageResponse("If there is an account that needs it, a mail with a new link is on its way.");
    }

    private TokenResponse login(Call<LoginRequest> call) {
        LoginRequest body = call.body();
        Authentication.Device device = new Authentication.Device(call.clientAddress(), call.userAgent());
        SecondFactor.Given given = new SecondFactor.Given(body.otpCode(), body.recoveryCode());
        return TokenResponse.of(authentication.login(body.email(), body.password(), given, device));
    }
}
