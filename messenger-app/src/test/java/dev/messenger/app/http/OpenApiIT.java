package dev.messenger.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.TestServer;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The OpenAPI document of the running server. */
class OpenApiIT {

    private final TestServer server = TestServer.shared();

    @Test
    @Tag("C5")
    void theDocumentIsOpenToEveryoneAndValid() {
        String document = server.api().get("/openapi.json").expect(200).body();

        SwaggerParseResult result = parse(document);

        assertThat(result.getMessages()).isEmpty();
        OpenAPI openApi = result.getOpenAPI();
        assertThat(openApi.getSpecVersion()).isEqualTo(SpecVersion.V31);
        assertThat(openApi.getPaths())
                .containsKeys("/api/v1/auth/register", "/api/v1/messages/{id}", "/health/ready");
        assertThat(openApi.getComponents().getSchemas()).containsKeys("ChatRead", "MessageRead");
    }

    /** The validator rejects a wrong document. */
    @Test
    void aBrokenDocumentIsCaught() {
        String document = server.api().get("/openapi.json").expect(200).body();

        assertThat(parse(document.replaceFirst("\"in\":\"path\"", "\"in\":\"nowhere\""))
                        .getMessages())
                .isNotEmpty();
        assertThat(parse(document.replaceFirst("\"paths\"", "\"ways\"")).getMessages())
                .isNotEmpty();
    }

    private static SwaggerParseResult parse(String document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(document, null, options);
    }
}
