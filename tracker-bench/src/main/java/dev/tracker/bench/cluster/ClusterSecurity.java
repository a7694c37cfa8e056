package dev.tracker.bench.cluster;

import java.util.List;
import java.util.Map;

/** TLS on every listener, SCRAM for clients, certificates between the nodes, and ACLs that refuse what no one has allowed. */
public interface ClusterSecurity {

    /** The security protocol of a listener. */
    String protocol(Listener listener);

    /** What each broker has set for it. */
    Map<String, String> brokerSettings();

    /** Users that exist from the start, as the formatter takes them. */
    List<String> scramUsersAtFormat();

    /** How a client proves to be the administrator. */
    Map<String, String> adminSettings();
}
