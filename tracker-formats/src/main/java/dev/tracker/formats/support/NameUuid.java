package dev.tracker.formats.support;

import dev.tracker.schemas.NameUuids;
import java.util.UUID;

/** Ids of what comes from recordings: the same source gives the same id, on every machine and for ever. */
final class NameUuid {

    /** The namespace of replayed events. Changing it would make every recorded event a new one. */
    private static final UUID NAMESPACE = UUID.fromString("6f0c1b52-3f5e-4d0a-9b57-2d4c8a61e7f3");

    /** The UUID of the parts, which are told apart by U+0000: no part may contain it. */
    static UUID of(String... parts) {
        return NameUuids.of(NAMESPACE, parts);
    }

    private NameUuid() {}
}
