SET LOCAL ROLE tracker_migrator;

-- A snapshot is written hundreds of times for each time that someone looks into it. As json it is stored as published, byte for byte; jsonb took it apart at each
-- write, and that, with the packing of rows above 2 kB, was two thirds of what a row cost. Rows now stay whole in their page up to 8 kB, and with half of each
-- page left free the next version of a row finds room beside it (HOT): no index, and no table of long values, is touched.
ALTER TABLE tracker.task ALTER COLUMN snapshot TYPE json USING snapshot::json;
ALTER TABLE tracker.task SET (fillfactor = 50, toast_tuple_target = 8160);

RESET ROLE;
