package dev.messenger.adapter.http.page;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.application.account.AccountUseCases.Protection;
import dev.messenger.application.account.Authentication;
import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.OwnSessions;
import dev.messenger.application.account.Passwords;
import dev.messenger.application.account.Registration;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.chat.Invitations;
import dev.messenger.domain.shared.MessengerException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pages behind the links in mails and invites. Opening a page consumes nothing: the user sends a form, which works without a
 * script (rule A2). Errors appear on the page with the form again, with status 200 (rules A16, C20): programs use the API instead.
 */
public record PageEndpoints(
        Registration registration,
        Passwords passwords,
        Authentication authentication,
        OwnSessions sessions,
        Protection protection,
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

    private static final Form VERIFY_EMAIL = new Form(
            "/verify-email",
            "Confirm your email",
            "Press the button to confirm that this mailbox is yours.",
            List.of(),
            "Confirm my email",
            "If you have not confirmed your email yet, ask for a new mail in your app.");

    private static final Form UNDO = new Form(
            "/undo",
            "It was not me",
            "Press the button to take the changes back of which the mail told, and later ones. All sessions end.",
            List.of(),
            "Take it back",
            "Choose a new password, in order to end all sessions.");

    private static final Form RESET_PASSWORD = new Form(
            "/reset-password",
            "Choose a new password",
            "Your password has 8 to 128 characters.",
            List.of(new Form.Field("New password", "new_password", "password", "new-password", true)),
            "Change my password",
            "Ask for a new mail in your app.");

    private static final Form JOIN = new Form(
            "/join",
            "Join a chat",
            "You were invited to a chat. Open the link in your app, or join here with your account.",
            List.of(
                    new Form.Field("Email", "email", "email", "username", true),
                    new Form.Field("Password", "password", "password", "current-password", true),
                    new Form.Field(
                            "Code of your authenticator app, if you use one",
                            "otp_code",
                            "text",
                            "one-time-code",
                            false)),
            "Join",
            "Ask the person who invited you for a new link.");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                page(VERIFY_EMAIL, "Page to confirm an email"),
                submission(
                        VERIFY_EMAIL,
                        "Confirm an email by the page",
                        TokenForm.class,
                        this::verifyEmail,
                        form -> Map.of("token", form.token())),
                page(RESET_PASSWORD, "Page to reset a password"),
                submission(
                        RESET_PASSWORD,
                        "Reset a password by the page",
                        PasswordForm.class,
                        this::resetPassword,
                        form -> Map.of("token", form.token())),
                page(UNDO, "Page to take changes of an account back"),
                submission(
                        UNDO,
                        "Take changes of an account back by the page",
                        TokenForm.class,
                        this::undo,
                        form -> Map.of("token", form.token())),
                page(JOIN, "Page to join a chat"),
                submission(
                        JOIN,
                        "Join a chat by the page",
                        JoinForm.class,
                        this::join,
                        form -> Map.of("token", form.token(), "email", form.email())));
    }

    private String verifyEmail(Request<TokenForm> request) {
        protection.admission().useMailedToken(TokenPurpose.VERIFY_EMAIL, request.clientAddress());
        registration.verifyEmail(request.body().token());
        return "Your email is confirmed. You can log in now. If it was not you who registered, choose a new password.";
    }

    private String resetPassword(Request<PasswordForm> request) {
        protection.admission().useMailedToken(TokenPurpose.RESET_PASSWORD, request.clientAddress());
        passwords.reset(request.body().token(), request.body().newPassword(), device(request));
        return "Your password is changed, and you are signed out everywhere. Log in with the new one.";
    }

    private String undo(Request<TokenForm> request) {
        protection.admission().useMailedToken(TokenPurpose.UNDO_CHANGES, request.clientAddress());
        return protection.undo().undo(request.body().token(), device(request))
                ? "The changes are taken back, and you are signed out everywhere. Your password works no more: you get a mail"
                        + " with a link to choose a new one."
                : "The changes are taken back, and you are signed out everywhere. Log in again.";
    }

    /** Signs in, joins, and signs out again. */
    private String join(Request<JoinForm> request) {
        protection.admission().login(request.clientAddress());
        JoinForm form = request.body();
        String code = form.otpCode();
        TokenPair tokens = authentication.login(
                form.email(),
                form.password(),
                code == null || code.isBlank() ? SecondFactor.Given.NOTHING : SecondFactor.Given.either(code),
                device(request));
        Principal person = authentication.authenticate(tokens.accessToken());
        try {
            String title = invitations.joinByInvite(person.user(), form.token()).displayTitle();
            return "You are a member of \"" + isolated(title) + "\" now. You will find it in your app.";
        } finally {
            sessions.logout(person);
        }
    }

    private static Device device(Request<?> request) {
        return new Device(request.clientAddress(), request.userAgent());
    }

    /** Wraps a title in Unicode isolates, so that right-to-left text does not reorder the sentence. */
    private static String isolated(String title) {
        return '\u2068' + title + '\u2069';
    }

    private static Endpoint page(Form form, String summary) {
        return Endpoint.get(form.path(), TAG, summary)
                .open()
                .params(TOKEN)
                .returnsBytes(TYPE)
                .handle(request -> {
                    secure(request);
                    return form.page(request.get(TOKEN));
                });
    }

    /**
     * What the form sends to.
     *
     * @param action returns the sentence to show
     * @param kept what of the body a failed form shows again
     */
    private static <F extends Record> Endpoint submission(
            Form form,
            String summary,
            Class<F> body,
            Function<Request<F>, String> action,
            Function<F, Map<String, String>> kept) {
        return Endpoint.post(form.path(), TAG, summary)
                .open()
                .form(body)
                .returnsBytes(TYPE)
                .handle(request -> {
                    secure(request);
                    try {
                        return Html.notice(form.title(), action.apply(request));
                    } catch (MessengerException refusal) {
                        return form.failed(refusal, kept.apply(request.body()));
                    }
                });
    }

    private static void secure(Request<?> request) {
        request.responseHeader("Content-Security-Policy", Html.SECURITY_POLICY);
    }
}
