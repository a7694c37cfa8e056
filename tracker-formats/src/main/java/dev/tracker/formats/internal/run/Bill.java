package dev.tracker.formats.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import org.jspecify.annotations.Nullable;

/** What one or more calls of the model cost. {@code usd} is null where the recording has no sensible price. */
public record Bill(@Nullable Usd usd, TokenCounts tokens) {

    /** Of one call, as litellm reports it. */
    public static Bill of(@Nullable Usd usd, JsonNode usage) {
        long cached = Math.max(
                Fields.count(usage, "prompt_cache_hit_tokens"),
                Fields.count(usage.path("prompt_tokens_details"), "cached_tokens"));
        long prompt = Fields.count(usage, "prompt_tokens");
        long read = Math.min(cached, prompt);
        return new Bill(usd, new TokenCounts(prompt - read, Fields.count(usage, "completion_tokens"), read, 0));
    }

    public boolean isEmpty() {
        return usd == null && tokens.total() == 0;
    }
}
