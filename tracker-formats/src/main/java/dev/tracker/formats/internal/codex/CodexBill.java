package dev.tracker.formats.internal.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.schemas.TokenCounts;
import java.util.Optional;

/** Tells by how much the session's total has grown; the total is often told again unchanged. A total that shrinks has begun anew. */
final class CodexBill {

    private long input;
    private long cached;
    private long output;

    Optional<TokenCounts> grow(JsonNode info) {
        JsonNode total = info.path("total_token_usage");
        if (!total.isObject()) {
            return Optional.empty();
        }
        long nowInput = Fields.count(total, "input_tokens");
        long nowCached = Math.min(nowInput, Fields.count(total, "cached_input_tokens"));
        long nowOutput = Fields.count(total, "output_tokens");
        if (nowInput < input || nowOutput < output) {
            input = 0;
            cached = 0;
            output = 0;
        }
        long read = Math.max(0, nowCached - cached);
        TokenCounts grown = new TokenCounts(Math.max(0, nowInput - input - read), nowOutput - output, read, 0);
        input = nowInput;
        cached = nowCached;
        output = nowOutput;
        return grown.total() == 0 ? Optional.empty() : Optional.of(grown);
    }
}
