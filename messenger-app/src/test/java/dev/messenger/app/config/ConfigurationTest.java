package dev.messenger.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every variable is checked, and a refusal tells no secret. */
@Tag("O9")
class ConfigurationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "chat.example.org",
                "https://chat.example.org/",
                "https://chat.example.org/app",
                "https://",
                "https://chat.example.org?x",
                "https://chat.example.org#x",
                "ftp://chat.example.org",
                "htps://a.org",
                "https://me:topsecret@chat.example.org",
                "https://*.example.org",
                "https://chat.example.org:99999",
                "https://bücher.example",
                "https://a.org https://b.org",
                "https://a.org,*"
            })
    @Tag("C10")
    void anOriginIsSchemeHostAndPort(String value) {
        assertRefused("CORS_ALLOWED_ORIGINS", value);
    }

    @Test
    @Tag("C10")
    void originsAreComparedInTheFormOfBrowsers() {
        assertThat(read(
                                "CORS_ALLOWED_ORIGINS",
                                "HTTPS://Chat.Example.org:443, http://localhost:5173,https://[::1]:8443,,capacitor://localhost")
                        .http()
                        .corsOrigins())
                .isEqualTo(List.of(
                        "https://chat.example.org",
                        "http://localhost:5173",
                        "https://[::1]:8443",
                        "capacitor://localhost"));
        assertThat(read("CORS_ALLOWED_ORIGINS", "http://a.org:80, http://b.org:443")
                        .http()
                        .corsOrigins())
                .containsExactly("http://a.org", "http://b.org:443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messenger",
                "@example.org",
                "messenger@",
                "a@example.org, b@example.org",
                "a b@example.org",
                "<>",
                "Team: a@example.org;",
                "a@example.org\r\nBcc: b@example.org",
                "jürgen@example.org",
                "a@exämple.org"
            })
    void aSenderIsOneAddress(String value) {
        assertRefused("SMTP_FROM", value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            messenger@localhost             | messenger@localhost
            Messenger <no-reply@chat.org>   | Messenger <no-reply@chat.org>
            "Chat, Ltd." <no-reply@chat.org>| "Chat, Ltd." <no-reply@chat.org>
            Jürgen <no-reply@chat.org>      | =?UTF-8?Q?J=C3=BCrgen?= <no-reply@chat.org>
            """)
    void aSenderMayHaveAName(String value, String header) {
        assertThat(read("SMTP_FROM", value).mailFrom()).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FRONTEND_URL    | chat.example.org
            FRONTEND_URL    | ftp://chat.example.org
            FRONTEND_URL    | https://chat.example.org/?page=
            FRONTEND_URL    | https://chat.example.org/#/
            FRONTEND_URL    | https://me:topsecret@chat.example.org
            FRONTEND_URL    | https://chat.example.org:99999
            FRONTEND_URL    | http://
            S3_PUBLIC_URL   | https://me:topsecret@files.example.org
            SMTP_HOST       | smtp://mail.example.org
            SMTP_HOST       | mail.example.org:587
            SMTP_HOST       | mail example.org
            LOG_LEVEL       | LOUD
            HTTP_PORT       | 99999
            """)
    void aWrongValueIsRefused(String name, String value) {
        assertRefused(name, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east 1", "https://s3.example.org"})
    void aRegionIsAName(String region) {
        assertThatThrownBy(() -> Configuration.read(Map.of(
                        "S3_ENDPOINT_URL", "http://localhost:9000",
                        "S3_ACCESS_KEY", "key",
                        "S3_SECRET_KEY", "secret",
                        "S3_REGION", region)))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("S3_REGION");
    }

    @Test
    void usualValuesAreAccepted() {
        assertThat(read("FRONTEND_URL", "https://chat.example.org/app/")
                        .settings()
                        .frontendUrl())
                .hasToString("https://chat.example.org/app");
        for (String host : List.of("mail.example.org", "10.0.0.1", "::1", "mail_relay")) {
            assertThat(read("SMTP_HOST", host).smtp()).isNotNull();
        }
        read("LOG_LEVEL", "debug");
        assertThat(read("DATA_DIR", "/srv/größe 日本").dataDir()).hasToString("/srv/größe 日本");
    }

    private static Configuration read(String name, String value) {
        return Configuration.read(Map.of(name, value));
    }

    private static void assertRefused(String name, String value) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining(name)
                .message()
                .hasLineCount(1)
                .doesNotContain("topsecret");
    }
}
