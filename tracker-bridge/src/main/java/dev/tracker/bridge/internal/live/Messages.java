package dev.tracker.bridge.internal.live;

import dev.tracker.bridge.internal.forms.FreshnessForm;
import dev.tracker.bridge.internal.view.TopicReader;
import java.time.Instant;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Messages that are not of a view's content. */
final class Messages {

    /** Forget everything of that subscription. */
    static Frame reset(@Nullable String subscription, String reason) {
        return new FrameWriter("reset", subscription).field("reason", reason).frame(null);
    }

    static Frame resumed(@Nullable String subscription, String position) {
        return new FrameWriter("resumed", subscription)
                .field("position", position)
                .frame(null);
    }

    static Frame error(@Nullable String subscription, int status, String detail) {
        return new FrameWriter("error", null)
                .field("sub", subscription)
                .field("status", status)
                .field("title", HttpStatus.getMessage(status))
                .field("detail", detail)
                .frame(null);
    }

    static Frame heartbeat(TopicReader reader, Instant now, long everyMs) {
        return new FrameWriter("heartbeat", null)
                .field("now", now.toString())
                .field("everyMs", everyMs)
                .fields(FreshnessForm.of(reader))
                .frame(null);
    }

    static Frame bye(Goodbye goodbye) {
        return new FrameWriter("bye", null)
                .field("code", goodbye.code())
                .field("reason", goodbye.reason())
                .field("retryAfterMs", goodbye.retryAfterMs())
                .frame(null);
    }

    private Messages() {}
}
