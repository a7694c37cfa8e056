package dev.tracker.cli.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.bridge.alerts.AlertKind;
import dev.tracker.bridge.alerts.Webhook;
import dev.tracker.cli.option.SettingsFile;
import dev.tracker.cli.option.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Webhooks from a file. Nothing in it is passed over: a misspelt key must not tell somebody what is not for them. */
final class WebhookList {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One of them, as it stands there. */
    record Entry(
            @Nullable String name,
            @Nullable String url,
            @Nullable String secret,
            @Nullable List<String> kinds,
            @Nullable Set<String> projects) {}

    /** @throws UserException saying what is wrong, without what is secret */
    static List<Webhook> read(Path file, Set<AlertKind> otherwise) {
        Entry[] entries;
        try {
            entries = MAPPER.readValue(SettingsFile.read("--webhooks-file", file), Entry[].class);
        } catch (JsonProcessingException e) {
            // Its message may quote the file, and so a secret.
            String place = e.getLocation() == null
                    ? ""
                    : "; see line " + e.getLocation().getLineNr();
            throw new UserException("--webhooks-file " + file
                    + " must be a JSON array of objects with name, url, secret, kinds and projects, and nothing else"
                    + place);
        }
        List<Webhook> webhooks = new ArrayList<>();
        String option = "--webhooks-file " + file;
        for (Entry entry : entries) {
            if (entry == null || entry.name() == null || entry.url() == null || entry.secret() == null) {
                throw new UserException(option + ": each webhook needs name, url and secret");
            }
            Set<AlertKind> kinds = entry.kinds() == null
                    ? otherwise
                    : WebhookOptions.kinds(option + ": kinds of " + entry.name(), entry.kinds());
            webhooks.add(
                    WebhookOptions.webhook(option, entry.name(), entry.url(), entry.secret(), kinds, entry.projects()));
        }
        return webhooks;
    }

    private WebhookList() {}
}
