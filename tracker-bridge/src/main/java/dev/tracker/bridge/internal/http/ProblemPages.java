package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.forms.JsonForms;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** The errors that Jetty itself finds (requests that are too long, malformed or too slow), in the same form as ours and without its stack traces. */
final class ProblemPages extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        byte[] body = body(status);
        response.setStatus(status);
        fill(response.getHeaders(), body);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static void fill(HttpFields.Mutable fields, byte[] body) {
        SecurityHeaders.apply(fields, null);
        fields.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        fields.put(HttpHeader.CONTENT_LENGTH, body.length);
    }

    private static byte[] body(int status) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", "about:blank");
        form.put("title", HttpStatus.getMessage(status));
        form.put("status", status);
        return JsonForms.bytes(form);
    }
}
