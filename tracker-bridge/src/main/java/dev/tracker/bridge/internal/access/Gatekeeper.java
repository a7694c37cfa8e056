package dev.tracker.bridge.internal.access;

import dev.tracker.bridge.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows everybody who may come in, and every way in which they can prove it. Safe for use by many threads. */
public final class Gatekeeper {

    private static final Duration TICKET_LIFE = Duration.ofSeconds(30);
    private static final Duration LINK_LIFE = Duration.ofHours(1);

    private final Tokens tokens;
    private final Sessions sessions;
    private final OneTimeSecrets tickets;
    private final OneTimeSecrets links;

    public Gatekeeper(List<AccessToken> accepted, Clock clock) {
        this.tokens = new Tokens(accepted);
        this.sessions = new Sessions(tokens, clock);
        this.tickets = new OneTimeSecrets(clock);
        this.links = new OneTimeSecrets(clock);
    }

    /** Who has this secret; null if nobody has. */
    public @Nullable Grant ofSecret(String secret) {
        return tokens.ofSecret(secret);
    }

    /** Who bears this cookie; null if it is forged or expired. */
    public @Nullable Grant ofCookie(String value) {
        return sessions.check(value);
    }

    /** The value of a login cookie. */
    public String cookie(AccessToken token) {
        return sessions.issue(token);
    }

    /** How long a login cookie is good. */
    public Duration cookieLife() {
        return Sessions.LENGTH;
    }

    /** For one WebSocket or event stream of a page of another origin. */
    public OneTime newTicket(AccessToken token) {
        return tickets.issue(token, TICKET_LIFE);
    }

    /** Uses the ticket up. */
    public @Nullable Grant redeemTicket(String ticket) {
        AccessToken token = tickets.redeem(ticket);
        return token == null ? null : Grant.of(token, Instant.MAX);
    }

    /** For one login. */
    public OneTime newLoginLink(AccessToken token) {
        return links.issue(token, LINK_LIFE);
    }

    /** Uses the link up. */
    public @Nullable AccessToken redeemLoginLink(String secret) {
        return links.redeem(secret);
    }
}
