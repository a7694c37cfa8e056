package dev.tracker.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracker.embedded.EmbeddedBroker;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and where. */
class AccessTest {

    private static final Set<String> OPEN = Set.of(
            "GET /health/live",
            "GET /health/ready",
            "GET /login",
            "POST /login",
            "GET /style/base.css",
            "GET /icon.svg");
    private static final Set<String> FOR_OPERATORS = Set.of("GET /api/dead-letters", "GET /metrics");
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    static Path directory;

    static EmbeddedBroker broker;
    static BridgeServer bridge;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        try (TaskFeed feed = new TaskFeed(broker.bootstrap())) {
            feed.by("alpha", "shop").start("one", "First task").flush();
        }
        bridge = BridgeServer.start(Bridges.settings(broker.bootstrap()));
        await().until(() -> bridge.view().health().ready() && bridge.view().size() == 1);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        broker.close();
    }

    private static BridgeClient as(AccessToken token) {
        return new BridgeClient(bridge, token);
    }

    /** Every route there is, so that a new one is looked at here without being named. */
    static Stream<String> routes() throws Exception {
        if (bridge == null) {
            start();
        }
        return bridge.routes().stream();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void shouldGuardEveryRouteWhenItIsNotOpen(String line) throws Exception {
        String[] parts = line.split(" ", -1);
        String route = parts[0] + " " + parts[1];
        String request = route.replace("{id}", "one");
        String[] upgrade = parts[3].equals("UPGRADE")
                ? new String[] {
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                }
                : new String[] {"Connection: close"};

        // Without anything, and with what is no token
        boolean isOpen = OPEN.contains(route);
        for (String proof : new String[] {
            "X-Nothing: x",
            "Authorization: Bearer 0123456789abcdef0123456789abcdef",
            "Authorization: Basic b3BlcmF0b3I6b3BlcmF0b3I=",
            "Cookie: tracker_session_" + bridge.port() + "=0011223344556677.99999999999.00"
        }) {
            int status = as(Bridges.VIEWER).anonymousStatus(request, proof, upgrade);
            assertThat(status == 401).as("%s with %s: %d", route, proof, status).isNotEqualTo(isOpen);
        }

        // With the wrong role
        boolean isForOperators = FOR_OPERATORS.contains(route);
        assertThat(as(Bridges.VIEWER)
                                .anonymousStatus(
                                        request, "Authorization: " + BridgeClient.bearer(Bridges.VIEWER), upgrade)
                        == 403)
                .as(route)
                .isEqualTo(isForOperators);
        assertThat(parts[2].equals("OPERATOR")).isEqualTo(isForOperators);
    }

    @Test
    void shouldAnswerAlwaysTheSameWhenSomebodyHasNoRight() throws Exception {
        Set<String> bodies = new HashSet<>();
        for (String path : new String[] {"/api/tasks", "/api/tasks/one", "/api/tasks/none", "/nothing", "/metrics"}) {
            bodies.add(as(Bridges.VIEWER).anonymously(path).body());
            bodies.add(as(Bridges.VIEWER)
                    .anonymously(path, "Authorization", "Bearer wrong")
                    .body());
        }
        assertThat(bodies).hasSize(1);
    }

    @Test
    void shouldLogInOnceWhenALinkIsFollowed() throws Exception {
        // Given
        String link = bridge.newLoginLink().substring(bridge.url().length());
        BridgeClient browser = as(Bridges.VIEWER);

        // When
        HttpResponse<String> first = browser.anonymously(link);
        HttpResponse<String> second = browser.anonymously(link);

        // Then
        assertThat(first.statusCode()).isEqualTo(303);
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("; HttpOnly", "; SameSite=Strict", "; Path=/");
        assertThat(cookie).doesNotContain(Bridges.OPERATOR.secret());
        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(browser.anonymously("/api/tasks", "Cookie", pair).statusCode())
                .isEqualTo(200);
        assertThat(browser.anonymously("/api/tasks", "Cookie", pair + "0").statusCode())
                .isEqualTo(401);
        // A page of another port of this host has the cookie sent along, too.
        assertThat(browser.anonymously("/api/tasks", "Cookie", pair, "Origin", "http://localhost:1")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldKeepLoginsWhenTheBridgeRestartsAndEndThemWhenTheTokenChanges() throws Exception {
        // Given
        String pair;
        try (BridgeServer first = BridgeServer.start(Bridges.settings(broker.bootstrap()))) {
            HttpResponse<String> login = new BridgeClient(first).post("/login", FORM, "token=" + Bridges.SHOP.secret());
            assertThat(login.statusCode()).isEqualTo(303);
            String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
            pair = cookie.substring(0, cookie.indexOf(';'));
        }
        String value = pair.substring(pair.indexOf('='));

        // When, then
        try (BridgeServer again = BridgeServer.start(Bridges.settings(broker.bootstrap()))) {
            JsonNode session = BridgeClient.parse(new BridgeClient(again)
                    .anonymously("/api/session", "Cookie", "tracker_session_" + again.port() + value)
                    .body());
            assertThat(session.path("name").asText()).isEqualTo("shop");
            assertThat(session.path("projects").get(0).asText()).isEqualTo("shop");
            assertThat(session.path("expiresAt").isTextual()).isTrue();
        }
        try (BridgeServer changed =
                BridgeServer.start(Bridges.settings(broker.bootstrap()).withToken("another-0123456789abcdef"))) {
            assertThat(new BridgeClient(changed)
                            .anonymously("/api/session", "Cookie", "tracker_session_" + changed.port() + value)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldShowTheFormWhenAPersonComesWithoutALogin() throws Exception {
        HttpResponse<String> page = as(Bridges.VIEWER).anonymously("/", "Accept", "text/html,*/*");
        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body()).contains("<form method=\"post\" action=\"/login\">");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'");
        HttpResponse<String> wrong = as(Bridges.VIEWER).post("/login", FORM, "token=%3Cscript%3E");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://evil.example", "http://localhost:1", "https://dash.example"})
    void shouldRefuseAPostWhenThePageIsForeign(String origin) throws Exception {
        HttpResponse<String> login =
                as(Bridges.VIEWER).post("/login", FORM, "token=" + Bridges.VIEWER.secret(), "Origin", origin);
        assertThat(login.statusCode()).isEqualTo(403);
        assertThat(login.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void shouldLetAListedPageInOnceWhenItHasATicket() throws Exception {
        // Given
        HttpResponse<String> made = as(Bridges.SHOP).post("/api/tickets", FORM, "");
        assertThat(made.statusCode()).isEqualTo(201);
        String ticket = BridgeClient.parse(made.body()).path("ticket").asText();

        // When, then
        assertThat(WatchingClient.handshake(bridge, "/ws?ticket=" + ticket, "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(WatchingClient.handshake(bridge, "/ws", "Origin", "https://dash.example"))
                .isEqualTo(403);
        assertThat(WatchingClient.handshake(bridge, "/ws?ticket=" + ticket, "Origin", "https://dash.example"))
                .isEqualTo(101);
        assertThat(WatchingClient.handshake(bridge, "/ws?ticket=" + ticket, "Origin", "https://dash.example"))
                .isEqualTo(401);
    }

    @Test
    void shouldHideDeadLettersWhenNotAllProjectsAreSeen() throws Exception {
        assertThat(as(Bridges.SHOP_OPERATOR).get("/api/dead-letters").statusCode())
                .isEqualTo(403);
        assertThat(as(Bridges.OPERATOR).get("/api/dead-letters").statusCode()).isEqualTo(200);
        assertThat(as(Bridges.OPERATOR).get("/metrics").body()).contains("tracker_bridge_viewers");
    }

    @Test
    void shouldRefuseWhenABodyIsTooLong() throws Exception {
        assertThat(as(Bridges.VIEWER)
                        .post("/login", FORM, "token=" + "x".repeat(20_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(as(Bridges.VIEWER)
                        .post("/login", FORM, "token=" + "x".repeat(5_000))
                        .statusCode())
                .isEqualTo(400);
    }
}
