package dev.tracker.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.cli.look.Ages;
import dev.tracker.cli.look.Theme;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * A line of the list.
 *
 * @param task the task's row form
 * @param asOf for ages
 * @param isLive whether it is the present; if not, no state is shown as if it were
 */
record TaskRow(JsonNode task, Instant asOf, boolean isLive, Theme theme) {

    private static final int BAR = Column.BAR.width;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final double MINUTES_PER_HOUR = 60;

    AttributedString line(Map<Column, Integer> layout, boolean isSelected) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        layout.forEach((column, width) -> {
            line.append(line.length() == 0 && isSelected ? ">" : " ");
            line.append(Cells.fit(cell(column), width, column.toTheRight, theme));
        });
        return isSelected
                ? new AttributedString(line.toString(), AttributedStyle.DEFAULT.inverse())
                : line.toAttributedString();
    }

    private AttributedString cell(Column column) {
        return switch (column) {
            case STATE -> Cells.of(state() + (isLive ? "" : "?"), isLive ? theme.state(state()) : theme.faint());
            case BAR -> bar();
            case PERCENT -> Cells.of(String.format(Locale.ROOT, "%.0f%%", Math.floor(percent())));
            case CRITERIA -> Cells.of(outOf("criteriaVerified", "criteriaTotal"));
            case ITERATION -> Cells.of(outOf("iteration", "maxIterations"));
            case COST -> cost();
            case RATE -> Cells.of(rate());
            case HEARD -> Cells.of(age("lastHeardAt"), isLive ? AttributedStyle.DEFAULT : theme.faint());
            case TASK -> Cells.of(text("taskId"), theme.bold());
            case TITLE -> Cells.of(text("title"));
            case AGENT -> Cells.of(text("agentId"), theme.faint());
            case PROJECT -> Cells.of(text("projectId"), theme.faint());
        };
    }

    /** What matters more: that it ended and how, that something is amiss, or how far it is. */
    private String state() {
        String status = task.path("status").asText();
        String liveness = task.path("liveness").asText();
        boolean isNotBegun = status.equals("pending") && liveness.equals("running");
        return liveness.equals("ended") || isNotBegun ? status : liveness;
    }

    private double percent() {
        return Math.max(0, Math.min(task.path("progress").asDouble(), 100));
    }

    private AttributedString bar() {
        int full = (int) (percent() * BAR / 100);
        String done = theme.hasUnicode() ? "█" : "#";
        String open = theme.hasUnicode() ? "░" : ".";
        return new AttributedStringBuilder()
                .styled(isLive ? theme.state(state()) : theme.faint(), done.repeat(full))
                .styled(theme.faint(), open.repeat(BAR - full))
                .toAttributedString();
    }

    private String outOf(String count, String most) {
        long counted = task.path(count).asLong();
        long of = task.path(most).asLong();
        return of == 0 ? (counted == 0 ? "-" : Long.toString(counted)) : counted + "/" + of;
    }

    private AttributedString cost() {
        if (!task.path("costKnown").asBoolean()) {
            return Cells.of("-");
        }
        String cost = spent(task);
        String most = task.path("maxCost").isNumber()
                ? "/" + money(task.path("maxCost").decimalValue())
                : "";
        boolean isOver = task.path("overBudget").asBoolean();
        return Cells.of(cost + most + (isOver ? "!" : ""), isOver ? theme.state("failed") : AttributedStyle.DEFAULT);
    }

    /** Dollars of a task or a fleet, with a tilde where any of it is an estimate. */
    static String spent(JsonNode form) {
        String estimate = form.path("costEstimated").decimalValue().signum() > 0 ? "~" : "";
        return estimate + money(form.path("cost").decimalValue());
    }

    /** Cents where there are dollars, finer where there are not. */
    static String money(BigDecimal dollars) {
        int digits = dollars.compareTo(HUNDRED) >= 0 ? 0 : dollars.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
        return dollars.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    /** Mean percent a minute or, where that is below one, an hour, since the start as the worker dates it. */
    private String rate() {
        Instant started = time("startedAt");
        Instant completed = time("completedAt");
        if (started == null || percent() == 0) {
            return "-";
        }
        double minutes =
                Duration.between(started, completed == null ? asOf : completed).toMillis() / 60_000.0;
        if (minutes <= 0) {
            return "-";
        }
        double perMinute = percent() / minutes;
        return perMinute >= 1
                ? String.format(Locale.ROOT, "%.1f%%/m", Math.min(perMinute, 9999))
                : String.format(Locale.ROOT, "%.1f%%/h", perMinute * MINUTES_PER_HOUR);
    }

    private String age(String field) {
        Instant time = time(field);
        return time == null ? "-" : Ages.ago(time, asOf);
    }

    private @Nullable Instant time(String field) {
        return task.path(field).isTextual() ? Instant.parse(task.path(field).textValue()) : null;
    }

    private String text(String field) {
        return task.path(field).isTextual() ? theme.safe(task.path(field).textValue()) : "";
    }
}
