-- The series of one partition, by id: an owner looks through them for those that fell silent. Flushes change none of these columns.

create index series_state_homes on series_state (topic, partition, series_id);
