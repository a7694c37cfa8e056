package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.alerts.AlertKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody may want to be told. Immutable.
 *
 * @param key what happened, so that it is said once: kind, then attempt or amount or time, then whom it is about
 * @param kind what it is about
 * @param scope {@code task}, {@code project} or {@code tree}
 * @param projectId the project
 * @param taskId the task, or the root of the tree; null for a project
 * @param agentId its agent
 * @param title its title
 * @param attempt its attempt, 0 for a project
 * @param since when it became so, by the broker's clock or as it was seen
 * @param at when the alert was raised
 * @param text for people
 * @param spending of alerts about budgets
 * @param receivers what became of its delivery, by webhook
 */
public record Alert(
        String key,
        AlertKind kind,
        String scope,
        String projectId,
        @Nullable String taskId,
        @Nullable String agentId,
        @Nullable String title,
        int attempt,
        Instant since,
        Instant at,
        String text,
        @Nullable Spending spending,
        Map<String, Delivery> receivers) {

    /** What became of a delivery. */
    public enum Delivery {
        PENDING,
        DELIVERED,
        /** The receiver would not have it. */
        REFUSED,
        /** It could not be delivered in time. */
        EXPIRED,
        /** The receiver said that it is gone, or is no longer among the webhooks. */
        GONE
    }

    private static final int ID_BYTES = 16;

    public Alert {
        receivers = Map.copyOf(receivers);
    }

    /** The same for the same key, and fit for a header: by this receivers know what they have had before. */
    public String id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "alert_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Alert with(String receiver, Delivery delivery) {
        Map<String, Delivery> changed = new LinkedHashMap<>(receivers);
        changed.put(receiver, delivery);
        return withReceivers(changed);
    }

    Alert withReceivers(Map<String, Delivery> changed) {
        return new Alert(
                key, kind, scope, projectId, taskId, agentId, title, attempt, since, at, text, spending, changed);
    }
}
