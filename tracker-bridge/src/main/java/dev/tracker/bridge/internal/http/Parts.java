package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.Mount;
import dev.tracker.bridge.internal.access.Gatekeeper;
import dev.tracker.bridge.internal.alerts.AlertsView;
import dev.tracker.bridge.internal.forms.FleetFigures;
import dev.tracker.bridge.internal.forms.RollupForms;
import dev.tracker.bridge.internal.history.TaskHistory;
import dev.tracker.bridge.internal.letters.DeadLetters;
import dev.tracker.bridge.internal.live.LiveViews;
import dev.tracker.bridge.internal.view.TopicReader;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is served.
 *
 * @param history null where there is no database
 * @param mounts what else the server answers
 */
public record Parts(
        TopicReader reader,
        LiveViews live,
        FleetFigures fleet,
        RollupForms rollups,
        DeadLetters letters,
        AlertsView alerts,
        @Nullable TaskHistory history,
        Gatekeeper gatekeeper,
        List<Mount> mounts,
        Clock clock) {}
