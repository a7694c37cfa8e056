package dev.tracker.bench.ingest;

import dev.tracker.bench.run.BenchException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Posts bodies over some connections at once, each of which sends its next one when the last is answered. Bare HTTP/1.1 over sockets: a client library would take as much of
 * the machine as what is measured.
 */
final class HttpLoad {

    private final int port;
    private final String path;
    private final String contentType;

    HttpLoad(int port, String path, String contentType) {
        this.port = port;
        this.path = path;
        this.contentType = contentType;
    }

    /**
     * Posts all.
     *
     * @return seconds from the first request to the last answer
     * @throws BenchException if one is not answered 200
     */
    double run(List<byte[]> bodies, int connections) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long begin = System.nanoTime();
            List<Future<?>> ends = IntStream.range(0, connections)
                    .<Future<?>>mapToObj(connection -> threads.submit(() -> {
                        post(bodies, next);
                        return null;
                    }))
                    .toList();
            for (Future<?> end : ends) {
                end.get();
            }
            return (System.nanoTime() - begin) / 1e9;
        } catch (ExecutionException e) {
            throw new BenchException("a request failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void post(List<byte[]> bodies, AtomicInteger next) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                byte[] body = bodies.get(i);
                byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                                + IngestMain.TOKEN + "\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                                + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                byte[] request = new byte[head.length + body.length];
                System.arraycopy(head, 0, request, 0, head.length);
                System.arraycopy(body, 0, request, head.length, body.length);
                out.write(request);
                out.flush();
                readAnswer(in);
            }
        }
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (!status.startsWith("HTTP/1.1 200 ")) {
            throw new BenchException("answered " + status + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the ingest closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
