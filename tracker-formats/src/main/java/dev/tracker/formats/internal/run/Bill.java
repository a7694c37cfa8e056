package dev.tracker.formats.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import org.jspecify.annotations.Nullable;

/** What one or more calls of the model cost. {@code usd} is null where the recording has no sensible price. */
public record Bill(@Nullable Usd usd, TokenCounts tokens) {

    /** Of one call, as litellm reports it. */
    public static Bill of(JsonNode dollars, JsonNode usage) {
        long cached = Math.max(
                Fields.count(usage, "prompt_cache_hit_tokens"),
                Fields.count(usage.path("prompt_tokens_details"), "cached_tokens"));
        long prompt = Fields.count(usage, "prompt_tokens");
        long read = Math.min(cached, prompt);
        return new Bill(
                usd(dollars), new TokenCounts(prompt - read, Fields.count(usage, "completion_tokens"), read, 0));
    }

    /** The amount, or null if it is no number, negative or more than an event may bill. */
    public static @Nullable Usd usd(JsonNode dollars) {
        if (!dollars.isNumber()) {
            return null;
        }
        double rough = dollars.doubleValue();
        return rough >= 0 && rough <= WireLimits.MAX_USD ? Usd.of(Fields.decimal(dollars)) : null;
    }

    public boolean isEmpty() {
        return usd == null && tokens.total() == 0;
    }
}
