package dev.tracker.ingest.internal.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.core.cost.CostEstimator;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.Usd;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a cost of which only tokens are known an estimated amount, as every way in does. An event without a time of its own is left alone: sent again on another day
 * it would find another price. Thread-safe.
 */
public record Pricing(CostEstimator estimator) {

    private static final String USD = "usd";
    private static final String USD_ESTIMATED = "usdEstimated";

    /** The same, unless it is such a cost and there is a price. */
    public Judged priced(Judged judged) {
        return judged instanceof Judged.Event event
                        && estimator.priced(event.event()) instanceof ExecutionEvent.Cost cost
                        && cost != event.event()
                        && cost.usd() != null
                ? with(event, cost, cost.usd())
                : judged;
    }

    /** What else stands in the event stays, also what is unknown here. */
    private static Judged with(Judged.Event event, ExecutionEvent.Cost cost, Usd usd) {
        ObjectNode json;
        try {
            json = Trees.object(event.json());
        } catch (RefusedException e) {
            throw new IllegalStateException("what the decoder takes is a JSON object", e);
        }
        json.put(USD, usd.toBigDecimal());
        json.put(USD_ESTIMATED, true);
        List<String> filled = new ArrayList<>(event.filled());
        filled.add(USD);
        filled.add(USD_ESTIMATED);
        return new Judged.Event(cost, Trees.bytes(json), filled);
    }
}
