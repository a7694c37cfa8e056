package dev.tracker.bridge.internal.http;

import dev.tracker.bridge.internal.access.Grant;
import dev.tracker.bridge.internal.forms.JsonForms;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to an answer.
 *
 * @param request what is asked
 * @param response what is answered; security headers are set already
 * @param callback to be completed once the answer is out
 * @param proven who asks, null if nobody knows
 * @param variables parts of the path that the route leaves open, decoded
 */
record Exchange(
        Request request,
        Response response,
        Callback callback,
        @Nullable Grant proven,
        Map<String, String> variables) {

    Exchange with(Map<String, String> newVariables) {
        return new Exchange(request, response, callback, proven, newVariables);
    }

    Exchange with(Grant grant) {
        return new Exchange(request, response, callback, grant, variables);
    }

    /** Who asks; not on a route that is open to everybody. */
    Grant grant() {
        if (proven == null) {
            throw new IllegalStateException("nobody knows who asks this");
        }
        return proven;
    }

    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    void json(int status, Object form) {
        bytes(status, "application/json", JsonForms.bytes(form));
    }

    void bytes(int status, String contentType, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** An answer as JSON, or nothing but 304 if the asker has it already. */
    void taggedJson(Object form) {
        byte[] body = JsonForms.bytes(form);
        tagged(Etags.of(body), "application/json", body);
    }

    /** Sends the browser elsewhere, with GET. */
    void seeOther(String path) {
        response.setStatus(HttpStatus.SEE_OTHER_303);
        response.getHeaders().put(HttpHeader.LOCATION, path);
        response.write(true, null, callback);
    }

    /** Whether the asker has it already; then it is answered. */
    boolean notModified(String etag) {
        response.getHeaders().put(HttpHeader.ETAG, etag);
        if (!holds(request.getHeaders().get(HttpHeader.IF_NONE_MATCH), etag)) {
            return false;
        }
        response.setStatus(HttpStatus.NOT_MODIFIED_304);
        response.write(true, null, callback);
        return true;
    }

    /** Answers with a body, or with nothing but 304 if the asker has it already. */
    void tagged(String etag, String contentType, byte[] body) {
        if (!notModified(etag)) {
            bytes(HttpStatus.OK_200, contentType, body);
        }
    }

    private static boolean holds(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String held : ifNoneMatch.split(",", -1)) {
            if (held.strip().equals(etag)) {
                return true;
            }
        }
        return false;
    }

    void problem(int status, String detail) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", "about:blank");
        form.put("title", HttpStatus.getMessage(status));
        form.put("status", status);
        form.put("detail", detail);
        bytes(status, "application/problem+json", JsonForms.bytes(form));
    }
}
