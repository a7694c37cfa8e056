package dev.tracker.bench.faults.proxy;

/**
 * What a proxy does to all that goes through it.
 *
 * @param toServer whether bytes go to the server
 * @param toClient whether bytes go to the client
 * @param delayMs added to each piece on its way, which keeps the pieces behind it back, too
 */
public record Weather(boolean toServer, boolean toClient, int delayMs) {

    public static final Weather FAIR = new Weather(true, true, 0);

    /** Nothing arrives on either side, and nobody is told. */
    public static final Weather PARTITION = new Weather(false, false, 0);

    /** The server hears everything, and its answers do not arrive. */
    public static final Weather ONE_WAY = new Weather(true, false, 0);

    /** A bad line. */
    public static final Weather SLOW = new Weather(true, true, 150);
}
