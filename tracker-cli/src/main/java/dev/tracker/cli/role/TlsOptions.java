package dev.tracker.cli.role;

import dev.tracker.cli.option.UserException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What keeps tokens from being read on their way. */
final class TlsOptions {

    @Option(names = "--tls-keystore", paramLabel = "FILE", description = "PKCS #12 file with key and certificates.")
    private @Nullable Path keystore;

    @Option(
            names = "--tls-keystore-password",
            paramLabel = "SECRET",
            description = "Its password; better given as TRACKER_TLS_KEYSTORE_PASSWORD_FILE.")
    private String password = "";

    @Option(
            names = "--tls-terminated",
            description = "Something in front provides TLS, or publishes the port on its own loopback interface only.")
    private boolean isTerminated;

    @Nullable
    Path keystore() {
        return keystore;
    }

    String password() {
        return password;
    }

    boolean isTerminated() {
        return isTerminated;
    }

    /**
     * Refuses an address that others can reach without a token that somebody chose, or without TLS.
     *
     * @throws UserException saying what to set
     */
    void requirePrivate(String bind, boolean isTokenGiven) {
        boolean isPrivate = isTokenGiven && (isTerminated || keystore != null);
        if (!isLoopback(bind) && !isPrivate) {
            throw new UserException("--bind " + bind + " can be reached from other machines: set a token"
                    + " (TRACKER_TOKEN_FILE) and TLS (--tls-keystore), or listen on 127.0.0.1");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new UserException("--bind must be an address of this machine, not " + address, e);
        }
    }
}
