package dev.tracker.ingest;

import dev.tracker.core.cost.PriceTable;
import dev.tracker.schemas.topics.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where events go and who may send them. Immutable; its text shows no secret.
 *
 * @param kafka settings of the producer by Kafka's names; {@code bootstrap.servers} is required; acknowledgement and idempotence are not up to anybody
 * @param topic where events go
 * @param tokens who may send; at least one, each secret once
 * @param limits how much is too much
 * @param prices with which costs are estimated that come without an amount
 */
public record IngestSettings(
        Map<String, String> kafka, String topic, List<WriteToken> tokens, IngestLimits limits, PriceTable prices) {

    private static final String BOOTSTRAP = "bootstrap.servers";

    /** @throws IllegalArgumentException naming the setting that is missing or wrong */
    public IngestSettings {
        kafka = Map.copyOf(kafka);
        tokens = List.copyOf(tokens);
        require(!kafka.getOrDefault(BOOTSTRAP, "").isBlank(), "kafka." + BOOTSTRAP + " must name a broker");
        require(!topic.isBlank(), "topic must not be empty");
        require(!tokens.isEmpty(), "tokens must hold at least one: there is no way in without");
        Set<String> secrets = new HashSet<>();
        for (WriteToken token : tokens) {
            require(secrets.add(token.secret()), "tokens: " + token.name() + " has the same secret as another one");
        }
    }

    /** To the events topic, within the usual limits, by the prices that come with the program. */
    public static IngestSettings of(Map<String, String> kafka, List<WriteToken> tokens) {
        return new IngestSettings(kafka, Topics.EVENTS, tokens, IngestLimits.DEFAULT, PriceTable.shipped());
    }

    public IngestSettings withLimits(IngestLimits newLimits) {
        return new IngestSettings(kafka, topic, tokens, newLimits, prices);
    }

    public IngestSettings withPrices(PriceTable table) {
        return new IngestSettings(kafka, topic, tokens, limits, table);
    }

    @Override
    public String toString() {
        return "IngestSettings[" + BOOTSTRAP + "=" + kafka.get(BOOTSTRAP) + ", topic=" + topic + ", tokens=" + tokens
                + ", limits=" + limits + "]";
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
