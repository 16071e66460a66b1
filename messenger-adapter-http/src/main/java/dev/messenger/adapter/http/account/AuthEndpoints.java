package dev.messenger.adapter.http.account;

import dev.messenger.adapter.http.account.AuthBodies.AuthUserResponse;
import dev.messenger.adapter.http.account.AuthBodies.LoginRequest;
import dev.messenger.adapter.http.account.AuthBodies.MessageResponse;
import dev.messenger.adapter.http.account.AuthBodies.RegisterRequest;
import dev.messenger.adapter.http.account.AuthBodies.TokenResponse;
import dev.messenger.adapter.http.account.AuthBodies.VerifyEmailRequest;
import dev.messenger.adapter.http.door.Call;
import dev.messenger.adapter.http.door.Endpoint;
import dev.messenger.adapter.http.door.EndpointModule;
import dev.messenger.application.account.Authentication;
import dev.messenger.application.account.Registration;
import java.util.List;

/** Section 5 of the reference: registering, signing in, who one is. */
public final class AuthEndpoints implements EndpointModule {

    private static final String TAG = "Auth";

    private final Registration registration;
    private final Authentication authentication;

    public AuthEndpoints(Registration registration, Authentication authentication) {
        this.registration = registration;
        this.authentication = authentication;
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
                Endpoint.post("/api/v1/auth/login")
                        .open()
                        .tag(TAG)
                        .summary("Log in")
                        .body(LoginRequest.class)
                        .answers(200, TokenResponse.class)
                        .fails(401, 403, 429)
                        .handle(this::login),
                Endpoint.get("/api/v1/auth/me")
                        .tag(TAG)
                        .summary("Show my account")
                        .answers(200, AuthUserResponse.class)
                        .handle(call -> AuthUserResponse.of(
                                authentication.me(call.principal().user()))));
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

    private TokenResponse login(Call<LoginRequest> call) {
        Authentication.Device device = new Authentication.Device(call.clientAddress(), call.userAgent());
        return TokenResponse.of(
                authentication.login(call.body().email(), call.body().password(), device));
    }
}
