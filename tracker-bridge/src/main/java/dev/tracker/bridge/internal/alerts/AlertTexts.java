package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.schemas.Texts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Alerts in words, one line each. */
final class AlertTexts {

    private static final int MAX_NAME = 80;
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static String of(
            AlertKind kind, String subject, String end, Instant since, Instant now, @Nullable Spending spending) {
        String name = Texts.abridge(subject.replaceAll("[\\p{Cntrl}\\p{Cf}]", " "), MAX_NAME);
        return switch (kind) {
            case STALLED -> name + ": stalled, has not moved on for " + span(since, now);
            case LOST -> name + ": lost, silent for " + span(since, now);
            case FAILED -> name + ": failed";
            case FINISHED -> name + ": " + end;
            case BUDGET_80, BUDGET_100 ->
                name + ": " + (kind == AlertKind.BUDGET_100 ? "budget spent" : "80 % of the budget spent")
                        + (spending == null ? "" : amounts(spending, now));
        };
    }

    private static String amounts(Spending spending, Instant now) {
        BigDecimal budget = spending.budget();
        String share = budget.signum() == 0
                ? ""
                : " (" + spending.cost().multiply(HUNDRED).divide(budget, 0, RoundingMode.DOWN) + " %)";
        String about = spending.estimated().signum() > 0 ? "about " : "";
        String pace = spending.perMinute() == null ? "" : ", " + usd(spending.perMinute()) + " a minute";
        String forecast = spending.reachedAt() == null ? "" : ", all of it in " + span(now, spending.reachedAt());
        return ", " + about + usd(spending.cost()) + " of " + usd(budget) + share + pace + forecast;
    }

    private static String usd(BigDecimal amount) {
        boolean isSmall = amount.signum() != 0 && amount.compareTo(new BigDecimal("0.01")) < 0;
        return "$"
                + (isSmall
                        ? amount.round(TWO_DIGITS).toPlainString()
                        : amount.setScale(2, RoundingMode.HALF_UP).toPlainString());
    }

    private static String span(Instant from, Instant to) {
        long seconds = Math.max(0, Duration.between(from, to).toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 120 ? minutes + " min" : minutes < 48 * 60 ? minutes / 60 + " h" : minutes / 60 / 24 + " d";
    }

    private AlertTexts() {}
}
