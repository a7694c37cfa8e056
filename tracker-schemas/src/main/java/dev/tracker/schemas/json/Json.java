package dev.tracker.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.tracker.schemas.WireLimits;

/** The one JSON factory for events: bounded reading, no source text in error messages. */
final class Json {

    /** A number has at most some twenty digits; a thousand would only feed a parser that is slow on them. */
    private static final int MAX_NUMBER_LENGTH = 64;

    private static final int MAX_NAME_LENGTH = 256;

    static final JsonFactory EVENTS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(WireLimits.MAX_DEPTH)
                    .maxStringLength(WireLimits.MAX_TEXT)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // UTF-8 and nothing else: no guess at UTF-16.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // Unknown names come from outside; they have no business in the JVM's table of strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Json() {}
}
