package dev.tracker.cli.hook;

import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which hooks leave their input: {@code new} holds a file each, complete since it was moved there. Stored by anybody, emptied by whoever has the
 * lock.
 */
final class HookInbox {

    /** More of one input is not kept: what it says stands at its beginning, what follows is a tool's output. */
    static final int MAX_BYTES = 1 << 20;

    private static final int MOST_UNREADABLE = 100;
    private static final int MOST_AT_ONCE = 5_000;

    /** One input, in the order of arrival: the file's own time, then its name. */
    record Item(Path file, Instant at) {

        String name() {
            return file.getFileName().toString();
        }
    }

    private final Path folder;

    HookInbox(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Path folder() {
        return folder;
    }

    Path stateFolder() {
        return folder.resolve("state");
    }

    Path senderPid() {
        return folder.resolve("sender.pid");
    }

    /** By this the script knows that somebody sends. */
    void saySender(long pid) throws IOException {
        String line = pid + "\n";
        if (Files.notExists(senderPid()) || !Files.readString(senderPid()).equals(line)) {
            Files.writeString(senderPid(), line);
        }
    }

    private Path newFolder() {
        return folder.resolve("new");
    }

    /** Takes one input, at most {@link #MAX_BYTES} of it; a reader never sees half of it. */
    void store(InputStream in) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Files.createDirectories(newFolder());
        String name =
                Instant.now().getEpochSecond() + "." + ProcessHandle.current().pid() + ".json";
        Path file = temporary.resolve(name);
        Files.write(file, in.readNBytes(MAX_BYTES));
        in.skip(Long.MAX_VALUE);
        Files.move(file, newFolder().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What waits, the oldest first, so many at most that memory stays bounded. */
    List<Item> waiting() throws IOException {
        List<Item> items = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(newFolder(), "*.json")) {
            for (Path file : files) {
                items.add(new Item(file, Files.getLastModifiedTime(file).toInstant()));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        items.sort(Comparator.comparing(Item::at).thenComparing(Item::name));
        return items.size() > MOST_AT_ONCE ? List.copyOf(items.subList(0, MOST_AT_ONCE)) : items;
    }

    /** The input of that name, null if it is gone. */
    @Nullable
    Item find(String name) throws IOException {
        Path file = newFolder().resolve(name);
        return Files.exists(file)
                ? new Item(file, Files.getLastModifiedTime(file).toInstant())
                : null;
    }

    static byte[] read(Item item) throws IOException {
        try (InputStream in = Files.newInputStream(item.file())) {
            return in.readNBytes(MAX_BYTES);
        }
    }

    /** Puts aside what nobody can read, for people to look at; of many, only some. */
    void putAside(Item item) throws IOException {
        Path aside = Files.createDirectories(folder.resolve("unreadable"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(aside)) {
            int there = 0;
            for (Path unused : files) {
                there++;
            }
            if (there >= MOST_UNREADABLE) {
                Files.delete(item.file());
                return;
            }
        }
        Files.move(item.file(), aside.resolve(item.name()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Inputs that the script did not store because too many waited; they are counted once. */
    long takeRefused() throws IOException {
        Path refused = folder.resolve("refused");
        if (Files.notExists(refused)) {
            return 0;
        }
        long count = Files.size(refused);
        Files.deleteIfExists(refused);
        return count;
    }

    /** The right to empty the inbox, held until closed or until the process ends. */
    static final class Claim implements AutoCloseable {

        private final RandomAccessFile file;

        private Claim(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Null if somebody else empties it. */
    @Nullable
    Claim tryClaim() {
        try {
            Files.createDirectories(stateFolder());
            RandomAccessFile file = new RandomAccessFile(folder.resolve("lock").toFile(), "rw");
            FileLock lock = null;
            try {
                lock = file.getChannel().tryLock();
            } catch (OverlappingFileLockException heldByThisProcess) {
                // The same answer as from another process.
            } finally {
                if (lock == null) {
                    file.close();
                }
            }
            return lock == null ? null : new Claim(file);
        } catch (IOException e) {
            throw new UserException("the folder " + folder + " can't be used: " + e, e);
        }
    }
}
