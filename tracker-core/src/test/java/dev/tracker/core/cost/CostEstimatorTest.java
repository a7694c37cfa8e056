package dev.tracker.core.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.schemas.EventEnvelope;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostEstimatorTest {

    private static final Instant BEFORE = Instant.parse("2026-05-31T23:59:59Z");
    private static final Instant AFTER = Instant.parse("2026-06-01T00:00:00Z");
    private static final TokenCounts MILLION = new TokenCounts(1_000_000, 0, 0, 0);

    private final CostEstimator estimator = new CostEstimator(PriceTable.parse("t", """
            model,from,input,output,cache_read,cache_write
            m*,2026-01-01,3,15,0.3,3.75
            m*,2026-06-01,2,10,0.2,2.5
            """));

    @Test
    void shouldMarkTheAmountAsAnEstimateWhenThereWasNone() {
        ExecutionEvent priced = estimator.priced(cost(BEFORE, null, MILLION, "m1"));

        assertThat(priced).isEqualTo(new ExecutionEvent.Cost(envelope(BEFORE), Usd.of(3), MILLION, "m1", true));
        assertThat(estimator.estimated()).isEqualTo(1);
    }

    @Test
    void shouldTakeThePriceOfTheEventsOwnDayWheneverItIsSent() {
        assertThat(amount(estimator.priced(cost(BEFORE, null, MILLION, "m1"), AFTER)))
                .isEqualTo(Usd.of(3));
        assertThat(amount(estimator.priced(cost(AFTER, null, MILLION, "m1"), BEFORE)))
                .isEqualTo(Usd.of(2));
    }

    @Test
    void shouldNeverTouchAnAmountThatWasReported() {
        ExecutionEvent reported = cost(BEFORE, Usd.of(0.5), MILLION, "m1");
        ExecutionEvent free = cost(BEFORE, Usd.ZERO, MILLION, "m1");

        assertThat(estimator.priced(reported)).isSameAs(reported);
        assertThat(estimator.priced(free)).isSameAs(free);
    }

    @Test
    void shouldLeaveTheCostUnknownAndCountItWhenThereIsNoPrice() {
        ExecutionEvent unknownModel = cost(BEFORE, null, MILLION, "other");
        ExecutionEvent noModel = cost(BEFORE, null, MILLION, null);
        ExecutionEvent noTime = cost(null, null, MILLION, "m1");

        assertThat(estimator.priced(unknownModel)).isSameAs(unknownModel);
        assertThat(estimator.priced(noModel)).isSameAs(noModel);
        assertThat(estimator.priced(noTime)).isSameAs(noTime);
        assertThat(estimator.unpriced()).isEqualTo(3);
        assertThat(estimator.unpricedModels()).containsExactly("other");
    }

    @Test
    void shouldTakeTheTimeOfReceiptWhenTheEventHasNone() {
        assertThat(amount(estimator.priced(cost(null, null, MILLION, "m1"), AFTER)))
                .isEqualTo(Usd.of(2));
    }

    @Test
    void shouldPassOverEverythingElse() {
        ExecutionEvent heartbeat = new ExecutionEvent.Heartbeat(envelope(BEFORE), 0);
        ExecutionEvent noTokens = cost(BEFORE, null, TokenCounts.ZERO, "m1");

        assertThat(estimator.priced(heartbeat)).isSameAs(heartbeat);
        assertThat(estimator.priced(noTokens)).isSameAs(noTokens);
        assertThat(CostEstimator.NONE.priced(cost(BEFORE, null, MILLION, "m1")))
                .extracting("usd")
                .isNull();
        assertThat(estimator.unpriced()).isZero();
    }

    private static @Nullable Usd amount(ExecutionEvent event) {
        return ((ExecutionEvent.Cost) event).usd();
    }

    private static ExecutionEvent cost(
            @Nullable Instant time, @Nullable Usd usd, TokenCounts tokens, @Nullable String model) {
        return new ExecutionEvent.Cost(envelope(time), usd, tokens, model);
    }

    private static EventEnvelope envelope(@Nullable Instant time) {
        return new EventEnvelope(new UUID(0, 1), "t", "a", "p", null, 1, 0, "a", time, null);
    }
}
