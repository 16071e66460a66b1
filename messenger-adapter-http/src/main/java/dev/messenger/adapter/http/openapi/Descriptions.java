package dev.messenger.adapter.http.openapi;

import dev.messenger.adapter.http.endpoint.Resource;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The sentences that describe schemas, properties and parameters, from {@code descriptions.properties}. */
final class Descriptions {

    private static final Properties SENTENCES = load();

    private Descriptions() {}

    private static Properties load() {
        Properties sentences = new Properties();
        byte[] file = Resource.bytes("/dev/messenger/adapter/http/openapi/descriptions.properties");
        try {
            sentences.load(new StringReader(new String(file, StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return sentences;
    }

    /** Adds the sentence of a schema, when there is one. */
    static Map<String, Object> ofSchema(String name, Map<String, Object> schema) {
        return with(SENTENCES.getProperty(name), schema);
    }

    /** Adds the sentence of a property, when there is one: that of this schema goes before that of all. */
    static Map<String, Object> ofProperty(String schemaName, String property, Map<String, Object> schema) {
        return with(SENTENCES.getProperty(schemaName + "." + property, SENTENCES.getProperty(property)), schema);
    }

    /** The sentence of a parameter, empty when there is none. */
    static String ofParameter(String name) {
        return SENTENCES.getProperty("parameter." + name, "");
    }

    private static Map<String, Object> with(@Nullable String sentence, Map<String, Object> schema) {
        if (sentence == null) {
            return schema;
        }
        Map<String, Object> described = new LinkedHashMap<>(schema);
        described.put("description", sentence);
        return described;
    }
}
