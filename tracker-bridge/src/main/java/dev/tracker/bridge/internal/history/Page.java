package dev.tracker.bridge.internal.history;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some entries, oldest first.
 *
 * @param entries as they are shown
 * @param next version behind which the next page begins, null at the end
 */
public record Page(
        List<Map<String, @Nullable Object>> entries,
        @Nullable Long next) {}
