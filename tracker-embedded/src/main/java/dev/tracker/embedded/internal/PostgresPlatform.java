package dev.tracker.embedded.internal;

import dev.tracker.embedded.EmbeddedServerException;
import java.util.Locale;

/** Which of the packed PostgreSQL servers fits this machine. */
final class PostgresPlatform {
    private PostgresPlatform() {}

    /** The name of the archive on the class path. */
    static String archive() {
        return archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static String archive(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        if (!arm && !arch.equals("amd64") && !arch.equals("x86_64")) {
            throw unsupported(osName, osArch);
        }
        if (os.startsWith("linux")) {
            return "postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
        }
        if (os.startsWith("mac")) {
            return "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz";
        }
        throw unsupported(osName, osArch);
    }

    private static EmbeddedServerException unsupported(String osName, String osArch) {
        return new EmbeddedServerException("There is no embedded PostgreSQL for " + osName + " on " + osArch
                + "; run one of your own and name it by its JDBC address");
    }
}
