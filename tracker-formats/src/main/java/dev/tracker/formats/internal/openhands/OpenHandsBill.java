package dev.tracker.formats.internal.openhands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.formats.support.Fields;
import dev.tracker.formats.support.SessionEvents;
import dev.tracker.formats.support.Source;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import org.jspecify.annotations.Nullable;

/** Tells by how much the totals that stand beside actions have grown; they are often told again unchanged. */
final class OpenHandsBill {

    private @Nullable Usd usd;
    private TokenCounts tokens = TokenCounts.ZERO;

    void grow(JsonNode metrics, Source at, SessionEvents out) {
        JsonNode usage = metrics.path("accumulated_token_usage");
        Usd total = Fields.usd(metrics, "accumulated_cost");
        TokenCounts now = tokens(usage);
        Usd billed = grown(total);
        TokenCounts grown = new TokenCounts(
                Math.max(0, now.input() - tokens.input()),
                Math.max(0, now.output() - tokens.output()),
                Math.max(0, now.cacheRead() - tokens.cacheRead()),
                Math.max(0, now.cacheWrite() - tokens.cacheWrite()));
        if (billed != null || grown.total() > 0) {
            out.cost(at, billed, grown, Fields.text(usage, "model"));
        }
        tokens = now.total() > tokens.total() ? now : tokens;
    }

    private @Nullable Usd grown(@Nullable Usd total) {
        if (total == null || (usd != null && total.compareTo(usd) <= 0)) {
            return null;
        }
        Usd before = usd == null ? Usd.ZERO : usd;
        usd = total;
        return new Usd(total.pico() - before.pico());
    }

    private static TokenCounts tokens(JsonNode usage) {
        long prompt = Fields.count(usage, "prompt_tokens");
        long read = Math.min(prompt, Fields.count(usage, "cache_read_tokens"));
        long written = Math.min(prompt - read, Fields.count(usage, "cache_write_tokens"));
        return new TokenCounts(prompt - read - written, Fields.count(usage, "completion_tokens"), read, written);
    }
}
