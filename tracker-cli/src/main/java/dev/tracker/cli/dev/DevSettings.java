package dev.tracker.cli.dev;

import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.core.cost.BudgetTable;
import dev.tracker.core.cost.PriceTable;
import dev.tracker.streams.Guarantee;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Where {@code dev} keeps its data and listens, always on 127.0.0.1.
 *
 * @param data folder of all data
 * @param port of the dashboard, 0 for any free one
 * @param kafkaPort of Kafka, 0 for any free one
 * @param postgresPort of PostgreSQL, 0 for any free one
 * @param guarantee of the topology
 * @param prices with which costs are estimated that come over HTTP without an amount
 * @param alerts what may be spent, and who is told
 */
record DevSettings(
        Path data, int port, int kafkaPort, int postgresPort, Guarantee guarantee, PriceTable prices, Alerts alerts) {

    /**
     * What may be spent, and who is told.
     *
     * @param kinds what is raised
     */
    record Alerts(Set<AlertKind> kinds, BudgetTable budgets, List<Webhook> webhooks) {

        static final Alerts NONE_TOLD = new Alerts(AlertKind.TROUBLE, BudgetTable.NONE, List.of());
    }

    DevSettings {
        requirePort("--port", port);
        requirePort("--kafka-port", kafkaPort);
        requirePort("--postgres-port", postgresPort);
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new dev.tracker.cli.option.UserException(option + " must be from 0 to 65535, not " + port);
        }
    }
}
