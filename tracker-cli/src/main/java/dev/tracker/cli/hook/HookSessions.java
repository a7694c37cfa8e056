package dev.tracker.cli.hook;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a file for each session. A file is replaced as a whole. */
final class HookSessions {

    private static final Logger LOG = LoggerFactory.getLogger(HookSessions.class);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int NONCE_BYTES = 4;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;

    HookSessions(Path folder) {
        this.folder = folder;
    }

    /** What is known of the session; a fresh one if nothing is, or nothing legible. */
    HookSession load(String sessionId) throws IOException {
        try {
            HookSession known = MAPPER.readValue(Files.readAllBytes(file(sessionId)), HookSession.class);
            if (known != null && known.sessionId.equals(sessionId)) {
                return known;
            }
        } catch (NoSuchFileException e) {
            LOG.debug("A new session: {}", sessionId);
        } catch (JsonProcessingException e) {
            LOG.warn("What was known of session {} is no longer legible", sessionId, e);
        }
        HookSession fresh = new HookSession();
        fresh.sessionId = sessionId;
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        fresh.nonce = HexFormat.of().formatHex(nonce);
        return fresh;
    }

    void save(HookSession session) throws IOException {
        Path file = file(session.sessionId);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.write(unfinished, MAPPER.writeValueAsBytes(session));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    HookSession copy(HookSession session) throws IOException {
        return MAPPER.readValue(MAPPER.writeValueAsBytes(session), HookSession.class);
    }

    /** Forgets sessions that nothing was heard of for months. */
    void forgetOld(Instant now) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Session ids are the agent's: they may be anything, a path too. */
    private Path file(String sessionId) {
        UUID name = UUID.nameUUIDFromBytes(sessionId.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(name + ".json");
    }
}
