package dev.tracker.bench.faults.scenario;

import dev.tracker.bench.faults.check.ViewerCopy;
import dev.tracker.bench.faults.stage.Stage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;

/** Viewers that misbehave. */
final class ViewerFaults {

    private static final int MOST_PAUSE_MS = 2_000;
    private static final int SILENT = 40;
    private static final int RECONNECTS = 1_000;
    private static final int PASSAGES = 5;

    /** Some never read, others come and go; an event has to reach a well-behaved one as soon as before. */
    static Step misbehave(int index, Random random) {
        String fault = SILENT + " viewers that never read, " + RECONNECTS + " reconnects";
        return new Step(random.nextInt(MOST_PAUSE_MS), fault, stage -> {
            long before = slowestPassageMs(stage);
            HttpClient http = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            URI address = stage.viewerAddress();
            List<WebSocket> silent = new ArrayList<>();
            for (int i = 0; i < SILENT; i++) {
                silent.add(connect(http, address));
            }
            int connected = 0;
            for (int i = 0; i < RECONNECTS; i++) {
                try {
                    connect(http, address).abort();
                    connected++;
                } catch (CompletionException e) {
                    // Refused, which is a bridge's right.
                }
            }
            long meanwhile = slowestPassageMs(stage);
            silent.forEach(WebSocket::abort);
            stage.healed();
            if (connected == 0) {
                throw new NoEffectException("no viewer was let in");
            }
            return connected + " came and went; the slowest of " + PASSAGES + " events took " + before
                    + " ms before and " + meanwhile + " ms meanwhile";
        });
    }

    private static long slowestPassageMs(Stage stage) throws InterruptedException {
        long slowest = 0;
        for (int i = 0; i < PASSAGES; i++) {
            long started = System.nanoTime();
            stage.awaitPassage();
            slowest = Math.max(slowest, (System.nanoTime() - started) / 1_000_000);
        }
        return slowest;
    }

    private static WebSocket connect(HttpClient http, URI address) {
        return http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + ViewerCopy.TOKEN)
                .buildAsync(address, new Silent())
                .join();
    }

    /** Asks for nothing. */
    private static final class Silent implements WebSocket.Listener {
        @Override
        public void onOpen(WebSocket socket) {
            // The default asks for the first message.
        }
    }

    private ViewerFaults() {}
}
