package dev.tracker.bridge.internal.alerts;

import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.bridge.internal.forms.JsonForms;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts alerts to one webhook, signed as Standard Webhooks has it. Follows no redirect: only who set the address decides where alerts go. Used by one thread.
 */
final class WebhookClient {

    private static final long MOST_AFTER_SECONDS = 3600;

    private final Webhook webhook;
    private final Duration patience;
    private final Clock clock;
    private final HttpClient http;

    WebhookClient(Webhook webhook, Duration patience, Clock clock) {
        this.webhook = webhook;
        this.patience = patience;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    Answer post(Alert alert) throws InterruptedException {
        byte[] body = body(alert);
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(webhook.url())
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("User-Agent", "tracker-alerts/1")
                .header("webhook-id", alert.id())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", Signature.of(webhook.key(), alert.id(), timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        // The request's own timeout ends with the headers; a body that never ends must not hold us either.
        CompletableFuture<HttpResponse<Void>> sent = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return answer(sent.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Answer.Failed("no answer within " + patience.toSeconds() + " s", null);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            // Its message may hold the address, and that a secret.
            return new Answer.Failed(cause.getClass().getSimpleName(), null);
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw e;
        }
    }

    /** What a webhook gets; {@code text} is also what chat programs show. */
    static byte[] body(Alert alert) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "tracker.alert." + alert.kind().wireName());
        body.put("timestamp", alert.at().toString());
        body.put("text", alert.text());
        body.put("data", AlertRecords.form(alert));
        return JsonForms.bytes(body);
    }

    private static Answer answer(HttpResponse<?> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer.Delivered();
        }
        if (status == 410) {
            return new Answer.Gone();
        }
        String reason = "it answered " + status;
        return switch (status) {
            // The alert is at fault, as the receiver sees it. All else may be mended: by time, or by who set address
            // and secret.
            case 400, 406, 409, 411, 413, 414, 415, 422 -> new Answer.Refused(reason);
            default -> new Answer.Failed(reason, after(response));
        };
    }

    private static @Nullable Duration after(HttpResponse<?> response) {
        String value = response.headers().firstValue("Retry-After").orElse("");
        return value.matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Math.min(MOST_AFTER_SECONDS, Long.parseLong(value)))
                : null;
    }
}
