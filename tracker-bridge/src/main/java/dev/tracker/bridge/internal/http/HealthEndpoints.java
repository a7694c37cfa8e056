package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.ViewHealth;
import dev.tracker.bridge.internal.live.LiveViews;
import dev.tracker.bridge.internal.view.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Answers those who run the bridge: is it alive, and may people be sent to it? */
final class HealthEndpoints {

    private static final String ALIVE = "alive";

    private final TopicReader view;
    private final LiveViews live;
    private final Clock clock;

    HealthEndpoints(TopicReader view, LiveViews live, Clock clock) {
        this.view = view;
        this.live = live;
        this.clock = clock;
    }

    /** 503 only where nothing but a restart helps. */
    void live(Exchange exchange) {
        String status = status();
        exchange.json(
                status.equals(ALIVE) ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
                Map.of("status", status));
    }

    private String status() {
        if (!view.isAlive()) {
            return "the reader of the snapshots has ended";
        }
        return live.hasEnded() ? "what keeps the live views up has ended" : ALIVE;
    }

    /**
     * 503 until everything that was there at the start is read. It stays 200 while Kafka is away later, because what is shown then is still the best there
     * is; {@code fresh} and {@code reasons} tell. No counts: everybody may ask this.
     */
    void ready(Exchange exchange) {
        ViewHealth health = view.health();
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("status", health.ready() ? "ready" : "not ready");
        form.put("fresh", health.fresh());
        form.put("reasons", reasons(health));
        exchange.json(health.ready() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503, form);
    }

    private List<String> reasons(ViewHealth health) {
        List<String> reasons = new ArrayList<>();
        if (!health.ready()) {
            reasons.add(health.lag() < 0 ? "reading the snapshots has not begun" : "still reading the snapshots");
        }
        if (!health.fresh() && health.confirmedAt() != null) {
            long seconds =
                    Duration.between(health.confirmedAt(), clock.instant()).toSeconds();
            if (health.ready()) {
                reasons.add("last confirmed by Kafka " + seconds + " s ago");
            }
        }
        if (health.trouble() != null) {
            reasons.add(health.trouble());
        }
        return reasons;
    }
}
