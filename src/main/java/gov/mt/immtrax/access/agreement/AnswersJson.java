package gov.mt.immtrax.access.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts answers to JSON and back. Keeps the order of the fields, so that equal answers give equal text. */
final class AnswersJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnswersJson() {}

    static String write(Map<String, ?> answers) {
        try {
            return JSON.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Answers cannot be written", e);
        }
    }

    static Map<String, Object> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            // without the cause: its message quotes the answers
            throw new IllegalStateException("Answers cannot be read");
        }
    }
}
