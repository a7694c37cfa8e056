SET LOCAL ROLE tracker_migrator;

-- The bridge takes states from Kafka. What it asks the database for is history, and the views.
REVOKE SELECT ON tracker.task, tracker.sink_offset FROM tracker_bridge;

RESET ROLE;
