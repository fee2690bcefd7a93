package io.snodo.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one way Staffetta writes and reads JSON: bounded depth and length, no duplicate names, unknown fields let be. */
public final class Json {
    /** The largest sealed message, in bytes, as it travels. */
    public static final int MAX_MESSAGE_BYTES = 256 * 1024;

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(MAX_MESSAGE_BYTES)
                            .maxNumberLength(40)
                            .maxNameLength(200)
                            .maxDocumentLength(4L * 1024 * 1024)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            // an absent number or flag is 0 or false, as the schemas say
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}
}
