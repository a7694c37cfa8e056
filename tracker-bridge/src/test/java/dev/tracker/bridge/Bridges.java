package dev.tracker.bridge;

import java.util.List;
import java.util.Set;

/** Bridges with bearers of all kinds. */
final class Bridges {

    static final AccessToken OPERATOR = AccessToken.operator("operator-0123456789abcdef");
    static final AccessToken VIEWER = new AccessToken("wall", "viewer-0123456789abcdef", Role.VIEWER, null);
    static final AccessToken SHOP = new AccessToken("shop", "of-shop-0123456789abcdef", Role.VIEWER, Set.of("shop"));
    static final AccessToken SHOP_OPERATOR =
            new AccessToken("shop-op", "op-of-shop-0123456789abcdef", Role.OPERATOR, Set.of("shop"));

    /** On any free port. */
    static BridgeSettings settings(String bootstrap) {
        return BridgeSettings.of(bootstrap)
                .withPort(0)
                .withTokens(List.of(OPERATOR, VIEWER, SHOP, SHOP_OPERATOR))
                .withAllowedOrigins(Set.of("https://dash.example"));
    }

    private Bridges() {}
}
