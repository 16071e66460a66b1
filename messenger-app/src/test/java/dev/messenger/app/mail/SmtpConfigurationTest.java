package dev.messenger.app.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.config.Configuration;
import dev.messenger.app.mail.SmtpMailer.Tls;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the connection to the SMTP server is encrypted, from what the operator says (rule A23). */
@Tag("A23")
class SmtpConfigurationTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', '', STARTTLS",
        "587, '', '', STARTTLS",
        "465, '', '', IMPLICIT",
        "465, '', true, IMPLICIT",
        "465, '', false, IMPLICIT",
        "25, '', false, NONE",
        "25, implicit, '', IMPLICIT",
        "465, starttls, '', STARTTLS",
        "465, none, true, NONE",
        "587, starttls, false, STARTTLS"
    })
    void thePortDecidesUnlessTheOperatorDoes(String port, String tls, String startTls, Tls expected) {
        Map<String, String> variables = new HashMap<>(Map.of("SMTP_HOST", "mail.example.org"));
        variables.put("SMTP_PORT", port);
        variables.put("SMTP_TLS", tls);
        variables.put("SMTP_STARTTLS", startTls);

        assertThat(Configuration.read(variables).smtp())
                .extracting(SmtpMailer.SmtpSettings::tls)
                .isEqualTo(expected);
    }
}
