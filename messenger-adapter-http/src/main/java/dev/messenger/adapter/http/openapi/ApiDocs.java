package dev.messenger.adapter.http.openapi;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * {@code GET /openapi.json}, the document, and {@code GET /docs}, a page to read it and try it out. This server delivers all parts of
 * the page, and the page runs no inline script, so its content policy forbids everything foreign.
 */
public final class ApiDocs implements EndpointModule {

    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String RESOURCES = "/dev/messenger/adapter/http/openapi/";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final byte[] document;

    /** Generates the document of the given endpoints; throws as {@link OpenApiDocument#of}. */
    public ApiDocs(String title, String version, Map<String, String> chapters, List<Endpoint> endpoints) {
        this.document = OpenApiDocument.of(title, version, chapters, endpoints);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/openapi.json", "Documentation", "Read the OpenAPI document")
                        .open()
                        .returnsBytes("application/json")
                        .handle(request -> document),
                Endpoint.get("/docs", "Documentation", "Browse the documentation")
                        .open()
                        .returnsBytes("text/html; charset=utf-8")
                        .handle(request -> {
                            request.responseHeader("Content-Security-Policy", CONTENT_POLICY);
                            return Resource.bytes(RESOURCES + "docs.html");
                        }),
                file("docs.js", SCRIPT, RESOURCES + "docs.js"),
                file("swagger-ui.css", CSS, swaggerUi("swagger-ui.css")),
                file("swagger-ui-bundle.js", SCRIPT, swaggerUi("swagger-ui-bundle.js")));
    }

    private static Endpoint file(String name, String contentType, String place) {
        return Endpoint.get("/docs/" + name, "Documentation", "Load " + name)
                .open()
                .returnsBytes(contentType)
                .handle(request -> {
                    request.responseHeader("Cache-Control", "public, max-age=3600");
                    return Resource.bytes(place);
                });
    }

    /** The class path location of a file of the webjar, whose folder has the name of its version. */
    private static String swaggerUi(String file) {
        Properties pom = new Properties();
        try {
            pom.load(new ByteArrayInputStream(Resource.bytes("/META-INF/maven/org.webjars/swagger-ui/pom.properties")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return "/META-INF/resources/webjars/swagger-ui/" + pom.getProperty("version") + "/" + file;
    }
}
