package dev.tracker.ingest.internal.http;

import dev.tracker.ingest.internal.Problem;
import dev.tracker.ingest.internal.send.InFlight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Undoes {@code Content-Encoding}, within bounds: some kilobytes can be made of gigabytes. */
final class Decompressed {

    private static final int STEP = 64 * 1024;

    /**
     * Whether the body comes compressed.
     *
     * @throws Problem if it comes in another way than by gzip
     */
    static boolean isGzip(HttpFields headers) {
        List<String> codings = headers.getCSV(HttpHeader.CONTENT_ENCODING, false);
        if (codings.isEmpty()) {
            return false;
        }
        String coding = codings.get(0).toLowerCase(Locale.ROOT);
        if (codings.size() > 1 || !List.of("gzip", "x-gzip", "identity").contains(coding)) {
            throw new Problem(415, "The only Content-Encoding is gzip, once.");
        }
        return !coding.equals("identity");
    }

    /** @throws Problem if it is no gzip, becomes larger than the limit, or there is no room for it */
    static byte[] gunzip(byte[] body, int limit, InFlight.Share share) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[STEP];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                if (out.size() + (long) size > limit) {
                    throw BodyReader.tooLarge(limit);
                }
                if (!share.grow(size)) {
                    throw BodyReader.noRoom();
                }
                out.write(buffer, 0, size);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new Problem(400, "The body is not gzip, or not all of it.");
        }
    }

    private Decompressed() {}
}
