package dev.tracker.bench.cluster;

import dev.tracker.bench.run.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes certificates for a test with the JDK's own keytool, valid for two days. Not thread-safe. */
public final class CertificateAuthority {

    private static final String PASSWORD = "of-no-worth";
    private static final String CA = "ca";

    /**
     * A certificate with its key, in PEM.
     *
     * @param chain it and its issuer
     * @param key unencrypted, PKCS #8
     */
    public record Issued(String chain, String key) {
        @Override
        public String toString() {
            return "Issued[" + chain.length() + " characters]";
        }
    }

    private final Path store;

    /** A new one, which keeps its keys in that folder. */
    public CertificateAuthority(Path folder) {
        store = folder.resolve("authority.p12");
        keytool(CA, List.of("-dname", "CN=authority of a test", "-ext", "bc:c", "-ext", "ku:c=keyCertSign"));
    }

    /**
     * Issues one for a server or client.
     *
     * @param name its common name, which brokers take for the user's: {@code User:CN=name}
     * @param host the one address it is good for
     */
    public Issued issue(String name, String host) {
        String kind = host.matches("[0-9.]+") ? "ip" : "dns";
        keytool(name, List.of("-signer", CA, "-dname", "CN=" + name, "-ext", "san=" + kind + ":" + host));
        try {
            KeyStore keys = load();
            Certificate[] chain = keys.getCertificateChain(name);
            byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
            return new Issued(
                    pem("CERTIFICATE", chain[0].getEncoded()) + pem("CERTIFICATE", chain[1].getEncoded()),
                    pem("PRIVATE KEY", key));
        } catch (GeneralSecurityException | IOException e) {
            throw new BenchException("the certificate of " + name + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Its own certificate in PEM, which is what others must trust. */
    public String certificate() {
        try {
            return pem("CERTIFICATE", load().getCertificate(CA).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new BenchException("the authority's certificate can't be read: " + e.getMessage(), e);
        }
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void keytool(String alias, List<String> what) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(what);
        try {
            Files.createDirectories(store.getParent());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchException("keytool could not make the certificate of " + alias + ": " + output);
            }
        } catch (IOException e) {
            throw new BenchException("keytool can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while a certificate was made", e);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }
}
