package dev.messenger.adapter.http.openapi;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The paths of the document. OpenAPI does not allow two paths that differ only in the names of their parameters, such as
 * {@code /messages/{chat_id}} and {@code /messages/{message_id}}: they are one path, whose parameter is called {@code id}.
 */
final class PathNames {

    /** Templates that match the same paths are one key. */
    private final SortedMap<PathTemplate, PathTemplate> common = new TreeMap<>();

    PathNames(List<Endpoint> endpoints) {
        endpoints.forEach(endpoint -> common.merge(endpoint.template(), endpoint.template(), PathNames::merged));
    }

    private static PathTemplate merged(PathTemplate one, PathTemplate other) {
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < one.segments().size(); i++) {
            String segment = one.segments().get(i);
            segments.add(segment.equals(other.segments().get(i)) ? segment : "{id}");
        }
        return new PathTemplate(List.copyOf(segments));
    }

    /** The path of an endpoint. */
    String path(Endpoint endpoint) {
        return of(endpoint).toString();
    }

    /** The name of a path parameter of an endpoint. */
    String parameter(Endpoint endpoint, String declared) {
        int place = endpoint.template().segments().indexOf("{" + declared + "}");
        String segment = of(endpoint).segments().get(place);
        return segment.substring(1, segment.length() - 1);
    }

    private PathTemplate of(Endpoint endpoint) {
        PathTemplate template = common.get(endpoint.template());
        if (template == null) {
            throw new IllegalArgumentException(endpoint + " is not in the document");
        }
        return template;
    }
}
