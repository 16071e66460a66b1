package dev.messenger.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.http.openapi.OpenApiDocument;
import dev.messenger.app.testing.TestServer;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document of the running server. */
class OpenApiIT {

    private final TestServer server = TestServer.shared();

    @Test
    @Tag("C5")
    void theDocumentIsOpenToEveryoneAndValid() throws IOException {
        String document = server.api().get("/openapi.json").expect(200).body();

        Files.writeString(Path.of("target", "openapi.json"), document); // for the lint of .ci/run
        SwaggerParseResult result = parse(document);

        assertThat(result.getMessages()).isEmpty();
        OpenAPI openApi = result.getOpenAPI();
        assertThat(openApi.getSpecVersion()).isEqualTo(SpecVersion.V31);
        assertThat(openApi.getPaths()).containsKeys("/api/v1/auth/register", "/api/v1/messages/{id}", "/health/ready");
        assertThat(openApi.getComponents().getSchemas()).containsKeys("ChatRead", "MessageRead");
    }

    @Test
    void everythingIsDescribed() {
        JsonNode document = server.api().get("/openapi.json").expect(200).json();
        Set<String> bare = new TreeSet<>();
        document.at("/components/schemas").properties().forEach(schema -> {
            addBare(schema.getKey(), schema.getValue(), bare);
            schema.getValue()
                    .path("properties")
                    .properties()
                    .forEach(property -> addBare(schema.getKey() + "." + property.getKey(), property.getValue(), bare));
        });
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .forEach(operation -> operation
                                .path("parameters")
                                .forEach(parameter ->
                                        addBare(path.getKey() + " " + parameter.get("name"), parameter, bare))));
        document.get("tags").forEach(tag -> addBare(tag.toString(), tag, bare));

        assertThat(bare)
                .as("without a description: see descriptions.properties")
                .isEmpty();
    }

    /** A sentence about something that is no more is dead. */
    @Test
    void everySentenceDescribesSomething() throws IOException {
        String document = server.api().get("/openapi.json").expect(200).body();
        Properties sentences = new Properties();
        try (InputStream file =
                Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("descriptions.properties"))) {
            sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }

        assertThat(sentences).isNotEmpty();
        assertThat(sentences.values())
                .allSatisfy(sentence -> assertThat(document).contains(((String) sentence).replace("\"", "\\\"")));
    }

    private static void addBare(String name, JsonNode described, Set<String> bare) {
        if (described.path("description").asString("").isBlank()) {
            bare.add(name);
        }
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
