package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.embedded.EmbeddedBroker;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile peer can send to the bridge's port, byte by byte. The usual bad requests are in {@link BridgeServerTest}. */
class BadHttpInputTest {

    /** FIN, a reserved bit and TEXT: a message that claims to be compressed. */
    private static final int COMPRESSED_TEXT = 0xC1;

    private static final int MASKED = 0x80;
    private static final int CLOSE = 0x88;
    private static final int PROTOCOL_ERROR = 1002;

    @TempDir
    static Path directory;

    static EmbeddedBroker broker;
    static BridgeServer bridge;
    static BridgeClient client;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(directory, 0);
        bridge = BridgeServer.start(BridgeSettings.of(broker.bootstrap()).withPort(0));
        client = new BridgeClient(bridge);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10000000000", "Transfer-Encoding: chunked"})
    void shouldAnswerWithoutReadingTheBodyWhenItIsEndless(String length) throws Exception {
        assertThat(client.raw("GET /health/live HTTP/1.1", "Host: localhost", length))
                .startsWith("HTTP/1.1 200 ");
        assertThat(client.raw("POST /health/live HTTP/1.1", "Host: localhost", length))
                .startsWith("HTTP/1.1 405 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  / HTTP/1.1",
                "GET / HTTP/9.9",
                "\u0000\u0001\u0002",
                "GET /\u0000 HTTP/1.1",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: other",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1"
            })
    void shouldRefuseWhatIsNotHttp(String request) throws Exception {
        assertThat(client.raw(request)).containsPattern("^HTTP/1.1 (400|505) ");
    }

    /** Nothing is ever inflated, so there is nothing to blow up. */
    @Test
    void shouldNegotiateNoCompressionAndCloseWhenAMessageClaimsToBeCompressed() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", bridge.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(String.join(
                            "\r\n",
                            "GET /ws HTTP/1.1",
                            "Host: localhost",
                            "Authorization: "
                                    + BridgeClient.bearer(
                                            bridge.settings().tokens().get(0)),
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                            "Sec-WebSocket-Extensions: permessage-deflate",
                            "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(head(in)).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("sec-websocket-extensions");

            out.write(new byte[] {(byte) COMPRESSED_TEXT, (byte) (MASKED | 1), 0, 0, 0, 0, 0});
            out.flush();

            assertThat(closeCode(in)).isEqualTo(PROTOCOL_ERROR);
        }
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Passes over what the bridge has to say before. */
    private static int closeCode(DataInputStream in) throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            byte[] payload = in.readNBytes(length);
            if (first == CLOSE) {
                return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
            }
        }
    }
}
