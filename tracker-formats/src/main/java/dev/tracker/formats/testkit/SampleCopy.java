package dev.tracker.formats.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the sample's folder, in which the sample may be changed. */
final class SampleCopy {

    private final Path original;
    private final Path folder;
    private final Path copy;
    private final Path file;
    private boolean made;

    SampleCopy(Path folder, Path sample, Path scratch) {
        this.original = folder.resolve(sample);
        this.folder = folder;
        // The folder keeps its name: formats may name tasks by it.
        Path name = folder.toAbsolutePath().normalize().getFileName();
        this.copy = scratch.resolve(name == null ? Path.of("sample") : name);
        this.file = copy.resolve(sample);
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(original);
    }

    /** The sample in the copy, with that content. */
    Path with(byte[] content) throws IOException {
        if (!made) {
            copyFolder();
            made = true;
        }
        return Files.write(file, content);
    }

    /** The sample in the copy, unchanged. */
    Path unchanged() throws IOException {
        return with(bytes());
    }

    private void copyFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(from -> {
                try {
                    Path to = copy.resolve(folder.relativize(from).toString());
                    if (Files.isDirectory(from)) {
                        Files.createDirectories(to);
                    } else if (!Files.exists(to)) {
                        Files.copy(from, to);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
