package dev.tracker.core.cost;

import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Usd;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Gives costs of which only tokens are known an amount, by a table, and marks it as an estimate. An amount that was reported is never touched. For the edges, where events come in; thread-safe.
 *
 * <p>The price is that of the event's own day: the same event and the same table always give the same amount, however often and whenever it is sent.
 */
public final class CostEstimator {

    /** Estimates nothing. */
    public static final CostEstimator NONE = new CostEstimator(PriceTable.NONE);

    private static final int MOST_MODELS = 20;

    private final PriceTable prices;
    private final LongAdder estimated = new LongAdder();
    private final LongAdder unpriced = new LongAdder();
    private final Set<String> unpricedModels = new ConcurrentSkipListSet<>();

    public CostEstimator(PriceTable prices) {
        this.prices = prices;
    }

    /** The event, with an amount where it had none and there is a price; one without a time of its own stays as it is, since nobody knows which price held. */
    public ExecutionEvent priced(ExecutionEvent event) {
        return priced(event, null);
    }

    /**
     * The same.
     *
     * @param received taken for the time of an event that has none; null to leave such an event alone
     */
    public ExecutionEvent priced(ExecutionEvent event, @Nullable Instant received) {
        if (!(event instanceof ExecutionEvent.Cost cost)
                || cost.usd() != null
                || cost.tokens().total() == 0
                || prices.rows().isEmpty()) {
            return event;
        }
        Usd amount = amount(cost, received);
        if (amount == null) {
            unpriced.increment();
            boolean isOfModel = cost.envelope().timestamp() != null || received != null;
            if (cost.model() != null && isOfModel && unpricedModels.size() < MOST_MODELS) {
                unpricedModels.add(cost.model());
            }
            return event;
        }
        estimated.increment();
        return new ExecutionEvent.Cost(cost.envelope(), amount, cost.tokens(), cost.model(), true);
    }

    private @Nullable Usd amount(ExecutionEvent.Cost cost, @Nullable Instant received) {
        Instant timestamp = cost.envelope().timestamp();
        Instant time = timestamp == null ? received : timestamp;
        if (cost.model() == null || time == null) {
            return null;
        }
        TokenPrices found = prices.find(cost.model(), LocalDate.ofInstant(time, ZoneOffset.UTC));
        return found == null ? null : found.of(cost.tokens());
    }

    /** How many costs got an amount. */
    public long estimated() {
        return estimated.sum();
    }

    /** How many costs had tokens and no amount, and got none: no model, no time or no price. */
    public long unpriced() {
        return unpriced.sum();
    }

    /** Some of the models that the table has no price for, in order. */
    public List<String> unpricedModels() {
        return List.copyOf(unpricedModels);
    }
}
