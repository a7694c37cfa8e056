package dev.tracker.bench.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private static final int SHORT_MS = 300;
    private static final int LONG_MS = 20_000;

    private ServerSocket server;
    private TcpProxy proxy;
    private Socket client;
    private Socket accepted;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.to(server.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        accepted = server.accept();
        client.setSoTimeout(LONG_MS);
        accepted.setSoTimeout(LONG_MS);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        accepted.close();
        proxy.close();
        server.close();
    }

    @Test
    void shouldPassBytesBothWays() throws IOException {
        client.getOutputStream().write(7);
        assertThat(accepted.getInputStream().read()).isEqualTo(7);
        accepted.getOutputStream().write(8);
        assertThat(client.getInputStream().read()).isEqualTo(8);
    }

    @Test
    void shouldHoldEverythingBackInAPartitionAndDeliverItAfterwards() throws IOException {
        proxy.set(Weather.PARTITION);
        client.getOutputStream().write(7);
        accepted.setSoTimeout(SHORT_MS);
        assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        assertThat(proxy.held()).isPositive();

        proxy.set(Weather.FAIR);
        accepted.setSoTimeout(LONG_MS);
        assertThat(accepted.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void shouldHoldBackAnswersOnlyWhenItIsOneWay() throws IOException {
        proxy.set(Weather.ONE_WAY);
        client.getOutputStream().write(7);
        assertThat(accepted.getInputStream().read()).isEqualTo(7);
        accepted.getOutputStream().write(8);
        client.setSoTimeout(SHORT_MS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void shouldCutConnectionsWithAResetAndTakeNewOnes() throws IOException {
        client.getOutputStream().write(7);
        assertThat(accepted.getInputStream().read()).isEqualTo(7);
        assertThat(proxy.reset()).isEqualTo(1);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);

        try (Socket next = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                Socket other = server.accept()) {
            next.getOutputStream().write(9);
            assertThat(other.getInputStream().read()).isEqualTo(9);
        }
    }
}
