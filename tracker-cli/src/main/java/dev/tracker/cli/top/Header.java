package dev.tracker.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.look.Ages;
import dev.tracker.cli.look.Theme;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The first lines: whether we see, and the fleet in figures. */
final class Header {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> ALIVE = List.of("running", "waiting", "stalled", "lost");
    private static final List<String> ENDED = List.of("complete", "failed", "cancelled");

    private final TopModel model;
    private final Theme theme;

    Header(TopModel model, Theme theme) {
        this.model = model;
        this.theme = theme;
    }

    /** Whether what is shown is the present and, if not, why not and of when it is. */
    AttributedString connection() {
        AttributedStringBuilder line = new AttributedStringBuilder()
                .styled(theme.bold(), "tracker top")
                .append("  ");
        String known = model.asOf.equals(Instant.EPOCH) ? "" : "; last known " + TIME.format(model.asOf);
        String trouble = model.line.trouble();
        if (!model.line.isUp()) {
            String why = trouble == null ? "" : ": " + theme.safe(trouble);
            line.styled(
                    theme.state("failed"),
                    (known.isEmpty() && trouble == null
                                    ? "CONNECTING"
                                    : "NOT CONNECTED " + model.downFor.toSeconds() + " s")
                            + why
                            + known);
        } else if (!model.isLive()) {
            line.styled(theme.state("failed"), "THE DASHBOARD DOES NOT HEAR KAFKA" + known);
        } else if (model.isPaused) {
            line.styled(theme.state("waiting"), "PAUSED at " + TIME.format(model.asOf));
        } else {
            line.styled(theme.state("running"), "live");
            Duration age = model.dataAge();
            line.append("  data ").append(age == null ? "of unknown age" : seconds(age) + " old");
            if (!model.isCaughtUp()) {
                line.styled(theme.state("waiting"), "  still reading the topic");
            }
        }
        return line.append("  ").styled(theme.faint(), theme.safe(model.url)).toAttributedString();
    }

    /** Counts by liveness and, of those that ended, by status. */
    AttributedString counts() {
        JsonNode fleet = model.fleet;
        if (fleet.isMissingNode()) {
            return AttributedString.EMPTY;
        }
        AttributedStringBuilder line = new AttributedStringBuilder()
                .styled(
                        theme.bold(),
                        String.format(
                                Locale.ROOT, "%,d tasks", fleet.path("tasks").asLong()))
                .append(":");
        ALIVE.forEach(name -> count(line, fleet.path("byLiveness"), name));
        ENDED.forEach(name -> count(line, fleet.path("byStatus"), name));
        return line.toAttributedString();
    }

    private void count(AttributedStringBuilder line, JsonNode counts, String name) {
        long count = counts.path(name).asLong();
        AttributedStyle style = count == 0 || !model.isLive() ? theme.faint() : theme.state(name);
        line.append("  ").styled(style, String.format(Locale.ROOT, "%,d %s", count, name));
    }

    /** Cost, what it grows by, how much happens and how late we hear of it. */
    AttributedString figures() {
        JsonNode fleet = model.fleet;
        if (fleet.isMissingNode()) {
            return AttributedString.EMPTY;
        }
        List<String> figures = new ArrayList<>();
        figures.add("cost $" + TaskRow.spent(fleet) + " +$"
                + TaskRow.money(fleet.path("costPerMinute").decimalValue()) + "/min");
        JsonNode lag = fleet.path("lagMs");
        figures.add(
                lag.isObject()
                        ? "lag " + lag.path("p50").asLong() + " ms, p99 "
                                + lag.path("p99").asLong() + " ms"
                        : "lag -");
        figures.add(String.format(
                Locale.ROOT, "%,.0f events/s", fleet.path("eventsPerSecond").asDouble()));
        figures.add(String.format(
                Locale.ROOT, "%,.0f changes/s", fleet.path("changesPerSecond").asDouble()));
        figures.add(fleet.path("overBudget").asLong() + " over budget");
        figures.add(
                String.format(Locale.ROOT, "%,d errors", fleet.path("errors").asLong()));
        if (fleet.path("deadLetters").asLong() > 0) {
            figures.add(String.format(
                    Locale.ROOT, "%,d dead letters", fleet.path("deadLetters").asLong()));
        }
        return Cells.of(String.join("  ", figures), model.isLive() ? AttributedStyle.DEFAULT : theme.faint());
    }

    /** What is listed. */
    AttributedString listed() {
        long total = model.window.total();
        long last = Math.min(total, (long) model.top + model.pageRows);
        String range = !model.window.isFilled()
                ? "asked for"
                : total == 0 ? "none" : String.format(Locale.ROOT, "%,d-%,d of %,d", model.top + 1, last, total);
        return Cells.of(theme.safe(range + ": " + model.query.words()));
    }

    private static String seconds(Duration age) {
        return age.compareTo(Duration.ofSeconds(10)) < 0
                ? String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1000.0)
                : Ages.ago(Instant.EPOCH, Instant.EPOCH.plus(age.truncatedTo(ChronoUnit.SECONDS)));
    }
}
