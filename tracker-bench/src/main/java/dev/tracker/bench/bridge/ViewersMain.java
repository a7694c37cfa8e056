package dev.tracker.bench.bridge;

import dev.tracker.bench.run.Child;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;

/**
 * Many viewers in one JVM and one thread. Orders: {@code viewers N} connects so many that read, {@code stopped N} so many that never do, {@code begin} forgets
 * what was counted, {@code end} answers with frames, bytes, and p50, p99 and number of the delays in microseconds.
 */
public final class ViewersMain {

    /** The newest of all tasks, as a page that is left open shows them. */
    private static final String SUBSCRIBE =
            "{\"type\":\"subscribe\",\"id\":\"list\",\"view\":\"tasks\",\"sort\":\"-heard\",\"limit\":20}";

    private static final int SAMPLED = 50;
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int BUFFER = 256 * 1024;
    private static final int DIGITS = 3;
    private static final long LOOK_MS = 20;
    private static final double P50 = 50;
    private static final double P99 = 99;

    private final InetSocketAddress address;
    private final String token;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final List<Viewer> viewers = new ArrayList<>();

    /** They only have to stay open. */
    private final List<SocketChannel> stopped = new ArrayList<>();

    private final Queue<String> orders = new ConcurrentLinkedQueue<>();
    private final Histogram delays = new Histogram(DIGITS);
    private long framesBefore;
    private long bytesBefore;

    private ViewersMain(int port, String token) throws IOException {
        this.address = new InetSocketAddress("127.0.0.1", port);
        this.token = token;
    }

    public static void main(String[] arguments) throws IOException {
        ViewersMain main = new ViewersMain(Integer.parseInt(arguments[0]), arguments[1]);
        Child.answer("ready");
        Thread listening = new Thread(main::listen, "orders");
        listening.setDaemon(true);
        listening.start();
        while (true) {
            String order = main.orders.poll();
            if (order != null) {
                main.obey(order.split(" ", -1));
            }
            main.selector.select(main::read, LOOK_MS);
        }
    }

    /** Ends all when there are no more orders. */
    private void listen() {
        for (String order = Child.order(); order != null; order = Child.order()) {
            orders.add(order);
            selector.wakeup();
        }
        System.exit(0);
    }

    private void obey(String[] order) throws IOException {
        switch (order[0]) {
            case "viewers" -> {
                for (int i = 0; i < Integer.parseInt(order[1]); i++) {
                    connect(true);
                    selector.selectNow(this::read);
                }
                Child.answer("connected");
            }
            case "stopped" -> {
                for (int i = 0; i < Integer.parseInt(order[1]); i++) {
                    connect(false);
                }
                Child.answer("connected");
            }
            case "begin" -> {
                delays.reset();
                framesBefore = viewers.stream().mapToLong(Viewer::frames).sum();
                bytesBefore = viewers.stream().mapToLong(Viewer::bytes).sum();
                Child.answer("begun");
            }
            case "end" ->
                Child.answer(viewers.stream().mapToLong(Viewer::frames).sum()
                        - framesBefore
                        + " "
                        + (viewers.stream().mapToLong(Viewer::bytes).sum() - bytesBefore)
                        + " "
                        + delays.getValueAtPercentile(P50)
                        + " "
                        + delays.getValueAtPercentile(P99)
                        + " "
                        + delays.getTotalCount());
            default -> throw new IllegalArgumentException(order[0]);
        }
    }

    private void connect(boolean reads) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        write(channel, handshake());
        write(channel, message());
        if (reads) {
            Viewer viewer = new Viewer(viewers.size() < SAMPLED, delays::recordValue);
            viewers.add(viewer);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, viewer);
        } else {
            stopped.add(channel);
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        for (ByteBuffer out = ByteBuffer.wrap(bytes); out.hasRemaining(); ) {
            channel.write(out);
        }
    }

    private byte[] handshake() {
        return String.join(
                        "\r\n",
                        "GET /api/live HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Authorization: Bearer " + token,
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Masked with zeros, which changes nothing. */
    private static byte[] message() {
        byte[] text = SUBSCRIBE.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(text.length + 6);
        frame.put((byte) TEXT).put((byte) (MASKED | text.length)).putInt(0).put(text);
        return frame.array();
    }

    private void read(SelectionKey key) {
        Viewer viewer = (Viewer) key.attachment();
        buffer.clear();
        try {
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new IOException("the bridge has closed a viewer's connection");
            }
        } catch (IOException e) {
            throw new IllegalStateException("a viewer lost the bridge", e);
        }
        viewer.take(buffer.flip());
    }
}
