package dev.tracker.embedded.internal;

import dev.tracker.embedded.EmbeddedServerException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The server's programs, unpacked once per user and kept in the temporary folder. They are unpacked beside their place and
 * moved there when whole, so that several processes may do it at once.
 */
public final class PostgresBinaries {
    private static final String MANIFEST = ".tracker-files";

    private PostgresBinaries() {}

    /**
     * The folder that holds {@code bin}, {@code lib} and {@code share}.
     *
     * @throws EmbeddedServerException if there is no server for this machine, or it cannot be unpacked
     */
    public static Path home() {
        String archive = PostgresPlatform.archive();
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            String user = userOf(parent);
            Path home = parent.resolve("tracker-postgres-" + user + "-" + checksum(archive));
            if (!isWhole(home, user)) {
                unpack(archive, parent, home);
            }
            return home;
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "PostgreSQL could not be unpacked to " + parent + ": " + e + "." + DiskSpace.hint(parent), e);
        }
    }

    /** The name that the file system knows this user by; in a container the number may have no name. */
    private static String userOf(Path parent) throws IOException {
        Path mine = Files.createTempFile(parent, "tracker-postgres-", ".user");
        try {
            return Files.getOwner(mine).getName();
        } finally {
            Files.delete(mine);
        }
    }

    /** Whole, and written by this user: anybody can make folders in a shared temporary folder. */
    private static boolean isWhole(Path home, String user) throws IOException {
        Path manifest = home.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            return false;
        }
        if (!Files.getOwner(home).getName().equals(user)) {
            throw new IOException(home + " belongs to another user");
        }
        // Cleaners of temporary folders take single files.
        return Files.readAllLines(manifest).stream().allMatch(name -> Files.exists(home.resolve(name)));
    }

    private static void unpack(String archive, Path parent, Path home) throws IOException {
        Path fresh = Files.createTempDirectory(parent, "tracker-postgres-unpacking-");
        Files.setPosixFilePermissions(fresh, TarFiles.permissions(0755));
        List<String> names;
        try (InputStream in = open(archive)) {
            names = TarFiles.extractXz(in, fresh);
        }
        Files.write(fresh.resolve(MANIFEST), names);
        if (Files.exists(home)) {
            Files.move(
                    home,
                    Files.createTempDirectory(parent, "tracker-postgres-stale-").resolve("home"));
        }
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherProcessWasFaster) {
            TarFiles.deleteTree(fresh);
        }
    }

    private static String checksum(String archive) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = open(archive)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
            }
        }
        return Long.toHexString(crc.getValue());
    }

    private static InputStream open(String archive) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive);
        if (in == null) {
            throw new IOException(archive + " is not on the class path; build with the profile for this machine");
        }
        return new BufferedInputStream(in);
    }
}
