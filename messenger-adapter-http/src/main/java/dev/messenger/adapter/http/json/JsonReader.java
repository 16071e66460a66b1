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
 * Reads request bodies strictly: nothing is coerced, a key that appears twice is refused, and every refusal names the field and what
 * would be right (rule C4). Thread-safe.
 *
 * <p>The text becomes a tree first and the tree a record second ({@link RecordReader}): so the messages are ours, complete and stable,
 * rather than a library's.
 */
public final class JsonReader {

    /** No request of this API nests deeper than 3. */
    private static final int MAX_DEPTH = 32;

    /** Numbers longer than this are nothing that the API knows, yet cost much to read. */
    private static final int MAX_NUMBER_LENGTH = 64;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /**
     * Reads a record.
     *
     * @param body the text, UTF-8
     * @throws MalformedJson when the text is not UTF-8, not JSON, or no JSON object
     * @throws InvalidValue when a field is missing or its value is not of the declared shape
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
                    + " levels, or holds a number of more than " + MAX_NUMBER_LENGTH + " characters.");
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
