package dev.tracker.embedded.internal;

import dev.tracker.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to run PostgreSQL, which refuses root: as it is for an ordinary user; for root in a user namespace, where root
 * seems to be nobody and its files stay its own; where those are forbidden (in many containers), as the user nobody.
 */
public enum RunAs {
    SELF,
    NAMESPACE,
    NOBODY;

    /** The way that works here. */
    public static RunAs detect() {
        if (!System.getProperty("user.name", "").equals("root")) {
            return SELF;
        }
        for (RunAs way : List.of(NAMESPACE, NOBODY)) {
            if (Commands.run(Path.of("/"), way.command(List.of("true"))).succeeded()) {
                return way;
            }
        }
        throw new EmbeddedServerException("PostgreSQL refuses to run as root, and neither unshare nor setpriv can be"
                + " used here; run as an ordinary user");
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(command);
        return all;
    }

    private List<String> prefix() {
        return switch (this) {
            case SELF -> List.of();
            case NAMESPACE -> List.of("unshare", "-U");
            case NOBODY -> List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups");
        };
    }

    /** Makes a folder and all in it usable by the user that the server will run as. */
    void own(Path directory) throws IOException {
        if (this == SELF) {
            return;
        }
        UserPrincipal owner = directory
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(this == NOBODY ? "nobody" : "root");
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                if (!Files.getOwner(path).equals(owner)) {
                    Files.setOwner(path, owner);
                }
            }
        }
    }
}
