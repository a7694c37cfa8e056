package dev.tracker.bridge.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {

    @Test
    void shouldAcceptLoopbackNamesOnlyWhenBoundToLoopback() {
        HostNames names = new HostNames("127.0.0.1", Set.of());
        assertThat(names.accepts("localhost")).isTrue();
        assertThat(names.accepts("[::1]")).isTrue();
        assertThat(names.accepts("10.1.2.3")).isFalse();
        assertThat(names.accepts("tracker.example")).isFalse();
        assertThat(names.accepts("localhost.")).isFalse();
        assertThat(names.accepts("")).isFalse();
    }

    @Test
    void shouldAcceptAddressesAndListedNamesWhenBoundToEverything() {
        HostNames names = new HostNames("0.0.0.0", Set.of("Tracker.Example"));
        assertThat(names.accepts("10.1.2.3")).isTrue();
        assertThat(names.accepts("[fe80::1]")).isTrue();
        assertThat(names.accepts("tracker.example")).isTrue();
        assertThat(names.accepts("evil.example")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8765, 127.0.0.1, 8765, true",
        "https://tracker.example, tracker.example, 443, true",
        "http://TRACKER.example, tracker.example, 80, true",
        "http://tracker.example:81, tracker.example, 80, false",
        "http://localhost:3000, localhost, 8765, false",
        "http://evil.example:8765, localhost, 8765, false",
        "null, localhost, 8765, false",
        "file:///, localhost, 8765, false",
        "ws://localhost:8765, localhost, 8765, false",
        "http://localhost:8765@evil.example:8765, localhost, 8765, false",
    })
    void shouldTellOwnPagesFromForeignOnes(String origin, String host, int port, boolean own) {
        assertThat(Origins.isOwn(origin, host, port)).isEqualTo(own);
    }
}
