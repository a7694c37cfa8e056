package dev.tracker.cli.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.bridge.AccessToken;
import dev.tracker.bridge.Role;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens from a file. Nothing in it is passed over: a misspelt key must not widen what a token shows. */
final class TokenList {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One of them, as it stands there. */
    record Entry(
            @Nullable String name,
            @Nullable String token,
            @Nullable String role,
            @Nullable Set<String> projects) {}

    /** @throws UserException saying what is wrong, without what is secret */
    static List<AccessToken> read(Path file) throws IOException {
        Entry[] entries;
        try {
            entries = MAPPER.readValue(Files.readAllBytes(file), Entry[].class);
        } catch (JsonProcessingException e) {
            // Its message may quote the file, and so a token.
            throw new UserException(
                    "--tokens-file " + file + " must be a JSON array of objects with name, token, role and projects,"
                            + " and nothing else" + place(e));
        }
        List<AccessToken> tokens = new ArrayList<>();
        for (Entry entry : entries) {
            tokens.add(token(file, entry));
        }
        return tokens;
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : "; see line " + e.getLocation().getLineNr();
    }

    private static AccessToken token(Path file, @Nullable Entry entry) {
        if (entry == null || entry.name() == null || entry.token() == null || entry.role() == null) {
            throw new UserException("--tokens-file " + file + ": each token needs name, token and role");
        }
        try {
            Role role = Role.valueOf(entry.role().toUpperCase(Locale.ROOT));
            if (!role.wireName().equals(entry.role())) {
                throw new IllegalArgumentException();
            }
            return new AccessToken(entry.name(), entry.token(), role, entry.projects());
        } catch (IllegalArgumentException e) {
            String reason = e.getMessage() == null || e.getMessage().contains("constant")
                    ? "role must be viewer or operator"
                    : e.getMessage();
            throw new UserException("--tokens-file " + file + ": " + entry.name() + ": " + reason);
        }
    }

    private TokenList() {}
}
