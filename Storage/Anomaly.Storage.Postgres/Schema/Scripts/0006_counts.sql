-- Counts read indexes alone. The two that serve the pages carry what is counted, instead of further ones that each insert would pay for.

create index anomalies_counted on anomalies (detected_at, id) include (severity, detection_method, metric_name);
drop index anomalies_newest;
alter index anomalies_counted rename to anomalies_newest;

create index anomalies_counted on anomalies (metric_name, detected_at, id) include (severity);
drop index anomalies_newest_of_series;
alter index anomalies_counted rename to anomalies_newest_of_series;

create index dead_letters_counted on dead_letters (refused_at) include (reason);
drop index dead_letters_newest;
alter index dead_letters_counted rename to dead_letters_newest;

-- An index alone can only be read where a vacuum has been; of a table that only grows that would be a fifth of it late.
alter table anomalies set (autovacuum_vacuum_insert_threshold = 10000, autovacuum_vacuum_insert_scale_factor = 0.01);
