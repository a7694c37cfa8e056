package dev.tracker.cli.role;

import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.cli.option.SecretFile;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is told of alerts. */
public final class WebhookOptions {

    private static final int SECRET_BYTES = 32;
    private static final String NAME = "webhook";

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Address that alerts are posted to, http or https; redirects are not followed.")
    private @Nullable String webhook;

    @Option(
            names = "--webhook-secret",
            paramLabel = "SECRET",
            description = {
                "Signs what is posted (Standard Webhooks); better given as TRACKER_WEBHOOK_SECRET_FILE.",
                "Without it one is made at the first start and kept in the folder --data."
            })
    private @Nullable String secret;

    @Option(
            names = "--webhooks-file",
            paramLabel = "FILE",
            description = "JSON array of further webhooks: name, url, secret, kinds, projects.")
    private @Nullable Path file;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = {
                "What to raise, and to tell the --webhook: stalled, lost, failed, finished, budget_80, budget_100",
                "(default: all but finished)."
            })
    private List<String> kinds = List.of();

    @Option(
            names = "--alert-project",
            paramLabel = "ID",
            description = "Only tell the --webhook of this project; may be repeated (default: all).")
    private List<String> projects = List.of();

    /** What is raised at all. */
    public Set<AlertKind> kinds() {
        return kinds.isEmpty() ? AlertKind.TROUBLE : kinds("--kinds", kinds);
    }

    /**
     * All of them.
     *
     * @param data folder in which a made secret is kept
     * @throws UserException naming what is wrong, without what is secret
     */
    public List<Webhook> webhooks(Path data) {
        List<Webhook> all = new ArrayList<>();
        if (webhook != null) {
            String key = secret == null ? madeSecret(data) : secret;
            all.add(webhook(
                    "--webhook", NAME, webhook, key, kinds(), projects.isEmpty() ? null : Set.copyOf(projects)));
        }
        if (file != null) {
            all.addAll(WebhookList.read(file, kinds()));
        }
        return all;
    }

    static Webhook webhook(
            String option,
            String name,
            String url,
            String secret,
            Set<AlertKind> kinds,
            @Nullable Set<String> projects) {
        try {
            return new Webhook(name, new URI(url), secret, kinds, projects);
        } catch (URISyntaxException e) {
            // The address may hold a secret.
            throw new UserException(option + ": the url of " + name + " is no address");
        } catch (IllegalArgumentException e) {
            throw new UserException(option + ": " + e.getMessage());
        }
    }

    static Set<AlertKind> kinds(String option, Iterable<String> names) {
        Set<AlertKind> found = EnumSet.noneOf(AlertKind.class);
        for (String name : names) {
            AlertKind kind = AlertKind.ofWireName(name);
            if (kind == null) {
                throw new UserException(
                        option + " must be of stalled, lost, failed, finished, budget_80, budget_100, not " + name);
            }
            found.add(kind);
        }
        return found;
    }

    private static String madeSecret(Path data) {
        Path kept = secretFile(data);
        try {
            return SecretFile.ensure(kept, WebhookOptions::newSecret);
        } catch (IOException e) {
            throw new UserException("can't keep a secret in " + kept + ": " + e.getMessage(), e);
        }
    }

    /** Where a made secret is kept. */
    public static Path secretFile(Path data) {
        return data.resolve("webhook-secret");
    }

    private static String newSecret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return "whsec_" + Base64.getEncoder().encodeToString(random);
    }

    /** Whether a secret was made, so that people need to be told where it is. */
    public boolean usesMadeSecret() {
        return webhook != null && secret == null;
    }
}
