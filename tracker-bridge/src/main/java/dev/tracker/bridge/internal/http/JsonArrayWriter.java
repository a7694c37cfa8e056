package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.forms.JsonForms;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.Function;
import org.eclipse.jetty.util.IteratingCallback;

/** Writes a long array piece by piece, each when the one before is out: neither memory nor a thread is held for a slow reader. */
final class JsonArrayWriter<T> extends IteratingCallback {

    private static final int PIECE_BYTES = 64 * 1024;

    private final Iterator<T> elements;
    private final Function<T, ?> form;
    private final Exchange exchange;
    private boolean begun;
    private boolean ended;

    JsonArrayWriter(Iterator<T> elements, Function<T, ?> form, Exchange exchange) {
        this.elements = elements;
        this.form = form;
        this.exchange = exchange;
    }

    @Override
    protected Action process() {
        if (ended) {
            return Action.SUCCEEDED;
        }
        ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE_BYTES);
        while (elements.hasNext() && piece.size() < PIECE_BYTES) {
            piece.write(begun ? ',' : '[');
            begun = true;
            piece.writeBytes(JsonForms.bytes(form.apply(elements.next())));
        }
        if (!elements.hasNext()) {
            piece.writeBytes((begun ? "]" : "[]").getBytes(StandardCharsets.US_ASCII));
            ended = true;
        }
        exchange.response().write(ended, ByteBuffer.wrap(piece.toByteArray()), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        exchange.callback().succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        exchange.callback().failed(cause);
    }
}
