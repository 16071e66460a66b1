package dev.messenger.adapter.http.json;

import dev.messenger.domain.shared.InvalidValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads request bodies strictly: coerces nothing, refuses duplicate keys, and names the field and the right type in every refusal
 * (rule C4). Thread-safe.
 *
 * <p>Parses the text into a tree, then the tree into a record ({@link RecordReader}), so that the error texts do not depend on the
 * JSON library.
 */
public final class JsonReader {

    /** No request of the API nests deeper than 3. */
    private static final int MAX_DEPTH = 32;

    /** The API has no longer numbers, and parsing them is expensive. */
    private static final int MAX_NUMBER_LENGTH = 64;

    private static final int MAX_KEY_LENGTH = 256;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_KEY_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /**
     * Reads a record.
     *
     * @param body the text, UTF-8
     * @throws MalformedJson when the text is not UTF-8, not JSON, or no JSON object
     * @throws InvalidValue when a field is missing or its value has another type than declared
     */
    public <T extends Record> T read(byte[] body, Class<T> type) throws MalformedJson {
        JsonNode tree = tree(utf8(body));
        if (!tree.isObject()) {
            throw new MalformedJson("The body must be a JSON object, such as {\"key\": \"value\"}.");
        }
        return RecordReader.read(tree, "", type);
    }

    private JsonNode tree(String text) throws MalformedJson {
        try {
            return mapper.readTree(text);
        } catch (StreamConstraintsException excessive) {
            throw new MalformedJson("The body nests deeper than " + MAX_DEPTH
                    + " levels, or holds a number of more than " + MAX_NUMBER_LENGTH
                    + " characters or a key of more than "
                    + MAX_KEY_LENGTH + ".");
        } catch (MismatchedInputException twice) {
            throw new MalformedJson(
                    "The body is not one JSON object: a key appears twice, or something follows the object.");
        } catch (JacksonException broken) {
            var place = broken.getLocation();
            throw new MalformedJson(
                    place == null
                            ? "The body is not valid JSON."
                            : "The body is not valid JSON: line " + place.getLineNr() + ", column "
                                    + place.getColumnNr() + ".");
        }
    }

    private static String utf8(byte[] body) throws MalformedJson {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedJson("The body is not valid UTF-8.");
        }
    }
}
