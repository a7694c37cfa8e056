package dev.tracker.bridge.internal.live;

import org.jspecify.annotations.Nullable;

/** What a viewer looks at, and how far it has come. */
final class Subscription {

    final Viewer viewer;
    final Channel channel;
    private final Cursor cursor;

    Subscription(Viewer viewer, Channel channel, Cursor cursor) {
        this.viewer = viewer;
        this.channel = channel;
        this.cursor = cursor;
    }

    @Nullable
    Frame next() {
        return channel.next(cursor);
    }

    boolean hasNext() {
        return channel.hasNext(cursor);
    }

    boolean isNamed(@Nullable String name) {
        String own = channel.spec.name();
        return own == null ? name == null : own.equals(name);
    }
}
