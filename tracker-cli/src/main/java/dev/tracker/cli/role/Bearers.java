package dev.tracker.cli.role;

import dev.tracker.bridge.AccessToken;
import dev.tracker.bridge.Role;
import dev.tracker.ingest.WriteToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Everybody who has a token.
 *
 * @param readers may look, by their role
 * @param writers may send events, and nothing else
 */
public record Bearers(List<AccessToken> readers, List<WriteToken> writers) {

    /** Only one, who may do everything. */
    public static Bearers operator(String secret) {
        return new Bearers(List.of(AccessToken.operator(secret)), List.of());
    }

    /** Everybody who may send events: writers, and operators within their projects. */
    public List<WriteToken> senders() {
        List<WriteToken> senders = new ArrayList<>();
        for (AccessToken reader : readers) {
            if (reader.role().includes(Role.OPERATOR)) {
                senders.add(new WriteToken(reader.name(), reader.secret(), reader.projects()));
            }
        }
        senders.addAll(writers);
        return senders;
    }
}
