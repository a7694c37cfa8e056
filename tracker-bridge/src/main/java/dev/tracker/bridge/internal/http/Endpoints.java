package dev.tracker.bridge.internal.http;

/** What answers the routes. */
record Endpoints(
        TaskEndpoints tasks,
        HistoryEndpoints history,
        FigureEndpoints figures,
        LoginEndpoints login,
        HealthEndpoints health,
        StreamEndpoint stream,
        SocketUpgrade sockets,
        Endpoint metrics) {}
