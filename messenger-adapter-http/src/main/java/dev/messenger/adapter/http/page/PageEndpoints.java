package dev.messenger.adapter.http.page;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.application.account.Authentication;
import dev.messenger.application.account.OwnSessions;
import dev.messenger.application.account.Passwords;
import dev.messenger.application.account.Registration;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.chat.Invitations;
import dev.messenger.domain.shared.MessengerException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pages behind the links in mails and invites. Opening a page consumes nothing: the user sends a form, which works without a
 * script (rule A2). Errors appear on the page, with status 200: programs use the API instead.
 */
public final class PageEndpoints implements EndpointModule {

    private static final String TAG = "Pages";
    private static final String TYPE = "text/html; charset=utf-8";
    private static final QueryParam<String> TOKEN = QueryParam.text("token").orElse("");

    private final Registration registration;
    private final Passwords passwords;
    private final Authentication authentication;
    private final OwnSessions sessions;
    private final Invitations invitations;

    public PageEndpoints(
            Registration registration,
            Passwords passwords,
            Authentication authentication,
            OwnSessions sessions,
            Invitations invitations) {
        this.registration = registration;
        this.passwords = passwords;
        this.authentication = authentication;
        this.sessions = sessions;
        this.invitations = invitations;
    }

    record TokenForm(String token) {}

    record PasswordForm(String token, String newPassword) {}

    record JoinForm(
            String token,
            String email,
            String password,
            @Nullable String otpCode) {}

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/verify-email", TAG, "Page to confirm an email")
                        .open()
                        .params(TOKEN)
                        .returnsBytes(TYPE)
                        .handle(request -> form(
                                request,
                                "Confirm your email",
                                "verify-email",
                                "<p>Press the button to confirm that this mailbox is yours.</p>",
                                "Confirm my email")),
                Endpoint.post("/verify-email", TAG, "Confirm an email by the page")
                        .open()
                        .form(TokenForm.class)
                        .returnsBytes(TYPE)
                        .handle(request -> result(request, "Confirm your email", () -> {
                            registration.verifyEmail(request.body().token());
                            return "Your email is confirmed. You can log in now.";
                        })),
                Endpoint.get("/reset-password", TAG, "Page to reset a password")
                        .open()
                        .params(TOKEN)
                        .returnsBytes(TYPE)
                        .handle(request -> form(
                                request,
                                "Choose a new password",
                                "reset-password",
                                input(
                                        "New password, 8 to 128 characters",
                                        "new_password",
                                        "password",
                                        "new-password",
                                        true),
                                "Change my password")),
                Endpoint.post("/reset-password", TAG, "Reset a password by the page")
                        .open()
                        .form(PasswordForm.class)
                        .returnsBytes(TYPE)
                        .handle(request -> result(request, "Choose a new password", () -> {
                            passwords.reset(
                                    request.body().token(), request.body().newPassword(), request.clientAddress());
                            return "Your password is changed, and you are signed out everywhere. Log in with the new one.";
                        })),
                Endpoint.get("/join", TAG, "Page to join a chat")
                        .open()
                        .params(TOKEN)
                        .returnsBytes(TYPE)
                        .handle(request -> form(request, "Join a chat", "join", JOIN_FIELDS, "Join")),
                Endpoint.post("/join", TAG, "Join a chat by the page")
                        .open()
                        .form(JoinForm.class)
                        .returnsBytes(TYPE)
                        .handle(request -> result(request, "Join a chat", () -> join(request))));
    }

    private static final String JOIN_FIELDS =
            "<p>You were invited to a chat. Open the link in your app, or join here with your account.</p>"
                    + input("Email", "email", "email", "username", true)
                    + input("Password", "password", "password", "current-password", true)
                    + input(
                            "Code of your authenticator app, if you use one",
                            "otp_code",
                            "text",
                            "one-time-code",
                            false);

    /** Signs in, joins, and signs out again. */
    private String join(Request<JoinForm> request) {
        JoinForm form = request.body();
        String code = form.otpCode();
        TokenPair tokens = authentication.login(
                form.email(),
                form.password(),
                code == null || code.isBlank() ? SecondFactor.Given.NOTHING : SecondFactor.Given.either(code),
                new Authentication.Device(request.clientAddress(), request.userAgent()));
        Principal person = authentication.authenticate(tokens.accessToken());
        try {
            String title = invitations.joinByInvite(person.user(), form.token()).displayTitle();
            return "You are a member of \"" + isolated(title) + "\" now. You will find it in your app.";
        } finally {
            sessions.logout(person);
        }
    }

    /** Wraps a title in Unicode isolates, so that right-to-left text does not reorder the sentence. */
    private static String isolated(String title) {
        return '\u2068' + title + '\u2069';
    }

    private static byte[] form(Request<?> request, String title, String action, String fields, String button) {
        secure(request);
        return Html.page(title, """
                <form method="post" action="/%s">
                <input type="hidden" name="token" value="%s">
                %s
                <button type="submit">%s</button>
                </form>
                """.formatted(action, Html.text(request.get(TOKEN)), fields, button));
    }

    private static byte[] result(Request<?> request, String title, Supplier<String> action) {
        secure(request);
        try {
            return Html.notice(title, action.get());
        } catch (MessengerException refusal) {
            return Html.notice("This did not work", refusal.detail());
        }
    }

    private static String input(String label, String name, String type, String autocomplete, boolean required) {
        return "<label>%s<input name=\"%s\" type=\"%s\" autocomplete=\"%s\"%s></label>"
                .formatted(label, name, type, autocomplete, required ? " required" : "");
    }

    private static void secure(Request<?> request) {
        request.responseHeader("Content-Security-Policy", Html.SECURITY_POLICY);
    }
}
