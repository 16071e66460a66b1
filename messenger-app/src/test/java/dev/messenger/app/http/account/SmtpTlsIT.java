package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Certificate;
import dev.messenger.app.testing.MailServer;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through an encrypted SMTP server that requires a login, configured as an operator does (rule A2). */
@Tag("A2")
class SmtpTlsIT {

    private static final Map<String, String> SOMEBODY = Map.of(
            "email", "somebody@example.com", "name", "Some Body", "username", "somebody", "password", "correct horse");

    @TempDir
    private Path folder;

    @Test
    void theMailGoesEncryptedToAServerThatIsTrustedAndToNoOther() {
        Certificate certificate = Certificate.in(folder);
        goesToWhomItTrusts(MailServer.encrypted(certificate.serverContext()), certificate);
    }

    @Test
    void theSameHoldsForEncryptionFromTheFirstByteOn() {
        Certificate certificate = Certificate.in(folder);
        goesToWhomItTrusts(MailServer.encryptedFromTheStart(certificate.serverContext()), certificate);
    }

    @Test
    void aTrustedCertificateForAnotherNameIsRefused() {
        Certificate certificate = Certificate.in(folder, "dns:mail.example.org");
        try (MailServer mail = MailServer.encryptedFromTheStart(certificate.serverContext())) {
            mail.start();
            Map<String, String> variables = TestServer.environment(TestServer.freshServices(), folder.resolve("data"));
            variables.putAll(mail.variables());
            variables.put("JAVA_TOOL_OPTIONS", certificate.trustingOptions());
            try (ServerProcess server = ServerProcess.launch(variables)) {
                server.awaitReady().post("/api/v1/auth/register", SOMEBODY).expect(503);
                assertThat(mail.logins()).as("the password stays here").isZero();
            }
        }
    }

    private void goesToWhomItTrusts(MailServer server, Certificate certificate) {
        Map<String, String> services = TestServer.freshServices();
        try (MailServer mail = server) {
            mail.start();
            Map<String, String> variables = TestServer.environment(services, folder.resolve("data"));
            variables.putAll(mail.variables());
            try (ServerProcess distrustful = ServerProcess.launch(variables)) {
                Api api = distrustful.awaitReady();
                assertThat(api.post("/api/v1/auth/register", SOMEBODY)
                                .expect(503)
                                .code())
                        .isEqualTo("mail_unavailable");
                assertThat(mail.logins()).as("the password stays here").isZero();
            }

            variables.put("JAVA_TOOL_OPTIONS", certificate.trustingOptions());
            try (ServerProcess trusting = ServerProcess.launch(variables)) {
                Api api = trusting.awaitReady();
                api.post("/api/v1/auth/register", SOMEBODY).expect(201);
                assertThat(mail.logins()).isEqualTo(1);
                String token = SmtpIT.token(SmtpIT.text(mail.received().getFirst()));
                api.post("/api/v1/auth/verify-email", Map.of("token", token)).expect(200);
            }
        }
    }
}
