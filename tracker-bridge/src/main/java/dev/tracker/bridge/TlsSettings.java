package dev.tracker.bridge;

import java.nio.file.Path;

/**
 * With what the bridge proves who it is. Its text does not show the password.
 *
 * @param keystore PKCS #12 file with the key and its certificates
 * @param password of the file and the key
 */
public record TlsSettings(Path keystore, String password) {

    @Override
    public String toString() {
        return "TlsSettings[" + keystore + "]";
    }
}
