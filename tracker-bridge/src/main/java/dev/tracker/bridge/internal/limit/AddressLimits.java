package dev.tracker.bridge.internal.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A {@link TokenBucket} for each address. Holds a bounded number: the one that has been there longest makes room. Safe for use by many threads. */
public final class AddressLimits {

    private static final int MOST_ADDRESSES = 10_000;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Map<String, TokenBucket> buckets = new LinkedHashMap<>();

    public AddressLimits(double perSecond, double burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Whether one more may pass for that address now. */
    public boolean take(String address) {
        TokenBucket bucket;
        synchronized (this) {
            bucket = buckets.get(address);
            if (bucket == null) {
                makeRoom();
                bucket = new TokenBucket(perSecond, burst, nanoTime);
                buckets.put(address, bucket);
            }
        }
        return bucket.take();
    }

    private void makeRoom() {
        if (buckets.size() >= MOST_ADDRESSES) {
            buckets.values().removeIf(TokenBucket::isFull);
        }
        if (buckets.size() >= MOST_ADDRESSES) {
            buckets.remove(buckets.keySet().iterator().next());
        }
    }
}
