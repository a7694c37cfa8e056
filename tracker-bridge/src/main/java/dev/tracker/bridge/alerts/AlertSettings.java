package dev.tracker.bridge.alerts;

import dev.tracker.core.cost.BudgetTable;
import dev.tracker.schemas.topics.Topics;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that can be set of the alerts role. Immutable; its text shows no secret.
 *
 * @param kafka settings of the Kafka client by Kafka's names; {@code bootstrap.servers} is required
 * @param group consumer group of all instances of one installation: one of them decides, the others stand by
 * @param kinds of alerts that are raised, wherever they are told besides; what a webhook wants is raised, too
 * @param budgets of projects and trees
 * @param webhooks who is told
 * @param timing how patient it is
 */
public record AlertSettings(
        Map<String, String> kafka,
        String group,
        Set<AlertKind> kinds,
        BudgetTable budgets,
        List<Webhook> webhooks,
        Timing timing) {

    /** Group of an installation that does not choose another. */
    public static final String DEFAULT_GROUP = Topics.ALERTS_GROUP;

    private static final String BOOTSTRAP = "bootstrap.servers";

    /**
     * How patient it is.
     *
     * @param hold how long a task must be stalled or lost before it is said, from 0
     * @param perTaskAndHour most alerts of one task within an hour, from 1; what is beyond waits and is said later if it still holds
     * @param lookback how old something may be to be raised or delivered at all, from a minute
     * @param firstRetry pause after a delivery that failed, doubled with each further failure
     * @param longestRetry longest such pause
     * @param answer how long a receiver may take to answer
     * @param maxPending most alerts that wait to be delivered to each receiver, from 1; at the bound nothing new is raised until some are
     */
    public record Timing(
            Duration hold,
            int perTaskAndHour,
            Duration lookback,
            Duration firstRetry,
            Duration longestRetry,
            Duration answer,
            int maxPending) {

        public static final Timing DEFAULT = new Timing(
                Duration.ofSeconds(30),
                6,
                Duration.ofDays(3),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15),
                10_000);

        /** @throws IllegalArgumentException naming what is out of range */
        public Timing {
            require(!hold.isNegative(), "hold must not be negative");
            require(perTaskAndHour >= 1, "perTaskAndHour must be at least 1");
            require(lookback.compareTo(Duration.ofMinutes(1)) >= 0, "lookback must be at least a minute");
            require(maxPending >= 1, "maxPending must be at least 1");
            require(!firstRetry.isNegative() && !firstRetry.isZero(), "firstRetry must be more than 0");
            require(longestRetry.compareTo(firstRetry) >= 0, "longestRetry must not be below firstRetry");
            require(!answer.isNegative() && !answer.isZero(), "answer must be more than 0");
        }

        /** The defaults but for how long trouble must last and how often a task may speak. */
        public static Timing of(Duration hold, int perTaskAndHour) {
            return new Timing(
                    hold,
                    perTaskAndHour,
                    DEFAULT.lookback,
                    DEFAULT.firstRetry,
                    DEFAULT.longestRetry,
                    DEFAULT.answer,
                    DEFAULT.maxPending);
        }
    }

    /** @throws IllegalArgumentException naming the setting, if one is missing or contradicts another */
    public AlertSettings {
        kafka = Map.copyOf(kafka);
        kinds = Set.copyOf(kinds);
        webhooks = List.copyOf(webhooks);
        require(!kafka.getOrDefault(BOOTSTRAP, "").isBlank(), "kafka." + BOOTSTRAP + " must name a broker");
        require(!group.isBlank(), "group must not be empty");
        Set<String> names = new HashSet<>();
        for (Webhook webhook : webhooks) {
            require(names.add(webhook.name()), "two webhooks have the name " + webhook.name());
        }
    }

    /** On the given brokers with the defaults: trouble of all kinds, told to nobody but the page. */
    public static AlertSettings of(Map<String, String> kafka) {
        return new AlertSettings(kafka, DEFAULT_GROUP, AlertKind.TROUBLE, BudgetTable.NONE, List.of(), Timing.DEFAULT);
    }

    public AlertSettings withWebhooks(List<Webhook> newWebhooks) {
        return new AlertSettings(kafka, group, kinds, budgets, newWebhooks, timing);
    }

    public AlertSettings withBudgets(BudgetTable newBudgets) {
        return new AlertSettings(kafka, group, kinds, newBudgets, webhooks, timing);
    }

    public AlertSettings withTiming(Timing newTiming) {
        return new AlertSettings(kafka, group, kinds, budgets, webhooks, newTiming);
    }

    /** What is raised: what is wanted at all, or by any webhook. */
    public Set<AlertKind> raised() {
        Set<AlertKind> raised = EnumSet.noneOf(AlertKind.class);
        raised.addAll(kinds);
        webhooks.forEach(webhook -> raised.addAll(webhook.kinds()));
        return raised;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public String toString() {
        return "AlertSettings[" + BOOTSTRAP + "=" + kafka.get(BOOTSTRAP) + ", group=" + group + ", kinds=" + kinds
                + ", webhooks=" + webhooks + ", timing=" + timing + "]";
    }
}
