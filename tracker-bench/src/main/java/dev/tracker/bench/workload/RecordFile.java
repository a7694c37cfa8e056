package dev.tracker.bench.workload;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Records of one topic, ready to be sent. A load that is made while it is sent takes more of the machine than the worker's client would, and all of it from
 * what is measured. Not thread-safe.
 */
public final class RecordFile {

    private static final int BUFFER = 1 << 20;

    private final Path path;
    private final String topic;

    /** Of records for that topic; nothing is read or written yet. */
    public RecordFile(Path path, String topic) {
        this.path = path;
        this.topic = topic;
    }

    /** Writes the workload's events as the client sends them, headers included. */
    public void write(Workload workload, long events) {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), BUFFER))) {
            workload.generate(events, event -> {
                try {
                    write(out, EventLog.record(event, true));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            out.writeInt(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, ProducerRecord<byte[], byte[]> record) throws IOException {
        write(out, record.key());
        write(out, record.value());
        Header[] headers = record.headers().toArray();
        out.writeInt(headers.length);
        for (Header header : headers) {
            out.writeUTF(header.key());
            write(out, header.value());
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Hands all records out in their order. */
    public void forEach(Consumer<ProducerRecord<byte[], byte[]>> each) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            // Length of the key, or 0 behind the last record.
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                each.accept(read(in, length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProducerRecord<byte[], byte[]> read(DataInputStream in, int keyLength) throws IOException {
        byte[] key = in.readNBytes(keyLength);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, bytes(in));
        for (int headers = in.readInt(); headers > 0; headers--) {
            record.headers().add(in.readUTF(), bytes(in));
        }
        return record;
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
