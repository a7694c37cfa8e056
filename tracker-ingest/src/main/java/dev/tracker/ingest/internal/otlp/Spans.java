package dev.tracker.ingest.internal.otlp;

import dev.tracker.ingest.internal.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request brought. Filled by a reader, not thread-safe. */
public final class Spans {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]*");
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    private final int most;
    private final List<Span> spans = new ArrayList<>();
    private int refused;
    private String firstFault = "";

    Spans(int most) {
        this.most = most;
    }

    /** Those that can be read, in their order. */
    public List<Span> readable() {
        return spans;
    }

    /** How many can't. */
    public int refused() {
        return refused;
    }

    /** What is wrong with the first that can't; empty if there is none. */
    public String firstFault() {
        return firstFault;
    }

    /** Notes one that can't be taken. */
    public void refuse(String fault) {
        firstFault = refused == 0 ? fault : firstFault;
        refused++;
    }

    void add(Span span) {
        String fault = fault(span);
        if (fault == null) {
            spans.add(span);
        } else {
            refuse(fault);
        }
        if (spans.size() + refused > most) {
            throw new Problem(413, "A request may hold at most " + most + " spans.");
        }
    }

    private static @Nullable String fault(Span span) {
        if (!isId(span.traceId(), TRACE_DIGITS)) {
            return "a traceId is not 16 bytes other than 0";
        }
        return isId(span.spanId(), SPAN_DIGITS) ? null : "a spanId is not 8 bytes other than 0";
    }

    private static boolean isId(String id, int digits) {
        return id.length() == digits && HEX.matcher(id).matches() && !id.equals("0".repeat(digits));
    }

    /** As ids are compared. */
    static String id(String hex) {
        return hex.toLowerCase(Locale.ROOT);
    }
}
