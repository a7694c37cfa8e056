package dev.tracker.bridge.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotPackerTest {

    private final SnapshotPacker packer = new SnapshotPacker();

    @Test
    void shouldGiveBackEveryByteWhenUnpacked() {
        Random random = new Random(5);
        for (int size : new int[] {0, 1, 63, 64, 65, 1000, 100_000}) {
            byte[] noise = new byte[size];
            random.nextBytes(noise);
            assertThat(SnapshotPacker.unpack(packer.pack(noise), size)).isEqualTo(noise);
            byte[] text = "{\"taskId\":\"\u00e4\"}".repeat(size).getBytes(StandardCharsets.UTF_8);
            assertThat(SnapshotPacker.unpack(packer.pack(text), text.length)).isEqualTo(text);
        }
    }

    @Test
    void shouldTakeLittleRoomWhenASnapshotIsLikeOthers() {
        byte[] snapshot =
                ("{\"taskId\":\"t\",\"version\":7,\"projectId\":\"default\",\"agentId\":\"a\",\"status\":\"in_progress\",\"attempt\":1,"
                                + "\"startSeen\":true,\"iteration\":0,\"maxIterations\":20,\"percent\":0.0,\"criteria\":{\"declared\":0,\"verified\":0,\"entries\":[]}")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(packer.pack(snapshot).length).isLessThan(snapshot.length / 4);
    }
}
