package dev.tracker.embedded.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/** Waits until the metadata knows no living broker of this id: it was stopped in good order, its session has timed out, or there never was one. */
final class PredecessorFenced implements MetadataPublisher {
    /** A quorum that is not there yet is the broker's own business; it says so better. */
    private static final long PATIENCE_SECONDS = 30;

    private final int broker;
    private final CountDownLatch fenced = new CountDownLatch(1);

    PredecessorFenced(int broker) {
        this.broker = broker;
    }

    /** False if that did not happen for half a minute. */
    boolean await() throws InterruptedException {
        return fenced.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public String name() {
        return "PredecessorFenced id=" + broker;
    }

    @Override
    public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
        BrokerRegistration registration = image.cluster().broker(broker);
        if (registration == null || registration.fenced()) {
            fenced.countDown();
        }
    }
}
