package dev.messenger.adapter.http.page;

import dev.messenger.domain.shared.InvalidToken;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.MessengerException;
import dev.messenger.domain.shared.NotFound;
import java.util.List;
import java.util.Map;

/**
 * A page with a form that carries the token of a link. A form that failed is shown again, with what is not secret still in it and a
 * sentence that says what to do (rule C20).
 *
 * @param path where it is and where it is sent
 * @param title the title of the page
 * @param introduction one plain sentence above the fields
 * @param fields what the user fills in
 * @param button the text of the button
 * @param renewal how to get another link, one plain sentence
 */
record Form(String path, String title, String introduction, List<Field> fields, String button, String renewal) {

    /**
     * A field.
     *
     * @param label plain text
     * @param name the key in the form
     * @param type the type of the input
     * @param autocomplete what browsers fill in
     * @param isRequired whether browsers insist on it
     */
    record Field(String label, String name, String type, String autocomplete, boolean isRequired) {

        private String html(String value) {
            return "<label>%s<input name=\"%s\" type=\"%s\" autocomplete=\"%s\"%s%s></label>"
                    .formatted(
                            Html.text(label),
                            name,
                            type,
                            autocomplete,
                            value.isEmpty() ? "" : " value=\"" + Html.text(value) + "\"",
                            isRequired ? " required" : "");
        }
    }

    /** The page behind the link. */
    byte[] page(String token) {
        return Html.page(title, "<p>" + Html.text(introduction) + "</p>" + html(Map.of("token", token)));
    }

    /**
     * The page after a refusal.
     *
     * @param kept what the user entered, by the names of the fields, without secrets
     */
    byte[] failed(MessengerException refusal, Map<String, String> kept) {
        return Html.page(
                "This did not work", "<p role=\"alert\">" + Html.text(explanation(refusal)) + "</p>" + html(kept));
    }

    private String explanation(MessengerException refusal) {
        return switch (refusal) {
            case InvalidToken spent -> spent.detail() + " " + renewal;
            case NotFound gone -> gone.detail() + " " + renewal;
            case InvalidValue wrong -> byLabel(wrong);
            default ->
                refusal.code().equals("otp_required")
                        ? "This account uses two-factor authentication: enter your password again, and a code of your"
                                + " authenticator app or a recovery code."
                        : refusal.detail();
        };
    }

    /** People see labels where programs see names. */
    private String byLabel(InvalidValue wrong) {
        return fields.stream()
                .filter(field -> field.name().equals(wrong.field()))
                .map(field ->
                        field.label() + wrong.detail().substring(wrong.field().length()))
                .findFirst()
                .orElse(wrong.detail());
    }

    private String html(Map<String, String> values) {
        StringBuilder inputs = new StringBuilder();
        for (Field field : fields) {
            inputs.append(field.html(values.getOrDefault(field.name(), ""))).append('\n');
        }
        return """
                <form method="post" action="%s">
                <input type="hidden" name="token" value="%s">
                %s<button type="submit">%s</button>
                </form>
                """.formatted(path, Html.text(values.getOrDefault("token", "")), inputs, Html.text(button));
    }
}
