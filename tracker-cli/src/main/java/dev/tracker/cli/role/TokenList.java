package dev.tracker.cli.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracker.bridge.AccessToken;
import dev.tracker.bridge.Role;
import dev.tracker.cli.option.UserException;
import dev.tracker.ingest.WriteToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens from a file. Nothing in it is passed over: a misspelt key must not widen what a token allows. */
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

    /** The role in the file of those who only send. */
    private static final String WRITER = "writer";

    private final Path file;
    private final List<AccessToken> readers;
    private final List<WriteToken> writers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> secrets = new HashSet<>();

    private TokenList(Path file, AccessToken first) {
        this.file = file;
        this.readers = new ArrayList<>(List.of(first));
        names.add(first.name());
        secrets.add(first.secret());
    }

    /**
     * That one, and those in the file.
     *
     * @throws UserException saying what is wrong, without what is secret
     */
    static Bearers read(AccessToken first, Path file) throws IOException {
        Entry[] entries;
        try {
            entries = MAPPER.readValue(Files.readAllBytes(file), Entry[].class);
        } catch (JsonProcessingException e) {
            // Its message may quote the file, and so a token.
            throw new UserException(
                    "--tokens-file " + file + " must be a JSON array of objects with name, token, role and projects,"
                            + " and nothing else" + place(e));
        }
        TokenList list = new TokenList(file, first);
        for (Entry entry : entries) {
            list.add(entry);
        }
        return new Bearers(List.copyOf(list.readers), List.copyOf(list.writers));
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : "; see line " + e.getLocation().getLineNr();
    }

    private void add(@Nullable Entry entry) {
        if (entry == null || entry.name() == null || entry.token() == null || entry.role() == null) {
            throw new UserException("--tokens-file " + file + ": each token needs name, token and role");
        }
        if (!names.add(entry.name())) {
            throw refused(entry.name(), "the name is there twice");
        }
        if (!secrets.add(entry.token())) {
            throw refused(entry.name(), "another one has the same token");
        }
        try {
            if (entry.role().equals(WRITER)) {
                writers.add(writer(entry.name(), entry.token(), entry.projects()));
            } else {
                readers.add(new AccessToken(entry.name(), entry.token(), role(entry.role()), entry.projects()));
            }
        } catch (IllegalArgumentException e) {
            throw refused(entry.name(), String.valueOf(e.getMessage()));
        }
    }

    private static WriteToken writer(String name, String token, @Nullable Set<String> projects) {
        if (projects == null || projects.size() != 1) {
            throw new IllegalArgumentException("a writer is of one project: projects must name it");
        }
        return new WriteToken(name, token, projects);
    }

    private static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.wireName().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role must be viewer, operator or writer");
    }

    private UserException refused(String name, String reason) {
        return new UserException("--tokens-file " + file + ": " + name + ": " + reason);
    }
}
