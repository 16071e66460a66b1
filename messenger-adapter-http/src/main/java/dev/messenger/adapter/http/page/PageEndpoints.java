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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pages behind the links in mails and invites. Opening a page consumes nothing: the user sends a form, which works without a
 * script (rule A2). Errors appear on the page, with status 200: programs use the API instead.
 */
public record PageEndpoints(
        Registration registration,
        Passwords passwords,
        Authentication authentication,
        OwnSessions sessions,
        Invitations invitations)
        implements EndpointModule {

    private static final String TAG = "Pages";
    private static final String TYPE = "text/html; charset=utf-8";
    private static final QueryParam<String> TOKEN = QueryParam.text("token").orElse("");

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
                page(
                        "/verify-email",
                        "Page to confirm an email",
                        "Confirm your email",
                        "<p>Press the button to confirm that this mailbox is yours.</p>",
                        "Confirm my email"),
                submission(
                        "/verify-email",
                        "Confirm an email by the page",
                        "Confirm your email",
                        TokenForm.class,
                        this::verifyEmail),
                page(
                        "/reset-password",
                        "Page to reset a password",
                        "Choose a new password",
                        input("New password, 8 to 128 characters", "new_password", "password", "new-password", true),
                        "Change my password"),
                submission(
                        "/reset-password",
                        "Reset a password by the page",
                        "Choose a new password",
                        PasswordForm.class,
                        this::resetPassword),
                page("/join", "Page to join a chat", "Join a chat", JOIN_FIELDS, "Join"),
                submission("/join", "Join a chat by the page", "Join a chat", JoinForm.class, this::join));
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

    private String verifyEmail(Request<TokenForm> request) {
        registration.verifyEmail(request.body().token());
        return "Your email is confirmed. You can log in now.";
    }

    private String resetPassword(Request<PasswordForm> request) {
        passwords.reset(request.body().token(), request.body().newPassword(), request.clientAddress());
        return "Your password is changed, and you are signed out everywhere. Log in with the new one.";
    }

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

    private static Endpoint page(String path, String summary, String title, String fields, String button) {
        return Endpoint.get(path, TAG, summary)
                .open()
                .params(TOKEN)
                .returnsBytes(TYPE)
                .handle(request -> {
                    secure(request);
                    return Html.page(title, """
                            <form method="post" action="%s">
                            <input type="hidden" name="token" value="%s">
                            %s
                            <button type="submit">%s</button>
                            </form>
                            """.formatted(path, Html.text(request.get(TOKEN)), fields, button));
                });
    }

    /** @param action returns the sentence to show */
    private static <F extends Record> Endpoint submission(
            String path, String summary, String title, Class<F> form, Function<Request<F>, String> action) {
        return Endpoint.post(path, TAG, summary)
                .open()
                .form(form)
                .returnsBytes(TYPE)
                .handle(request -> {
                    secure(request);
                    try {
                        return Html.notice(title, action.apply(request));
                    } catch (MessengerException refusal) {
                        return Html.notice("This did not work", refusal.detail());
                    }
                });
    }

    private static String input(String label, String name, String type, String autocomplete, boolean required) {
        return "<label>%s<input name=\"%s\" type=\"%s\" autocomplete=\"%s\"%s></label>"
                .formatted(label, name, type, autocomplete, required ? " required" : "");
    }

    private static void secure(Request<?> request) {
        request.responseHeader("Content-Security-Policy", Html.SECURITY_POLICY);
    }
}
