-- Counts read indexes alone. The two that serve the pages carry what is counted, instead of further ones that each insert would pay for.

drop index anomalies_newest;
create index anomalies_newest on anomalies (detected_at, id, severity, detection_method, metric_name);
drop index anomalies_newest_of_series;
create index anomalies_newest_of_series on anomalies (metric_name, detected_at, id, severity);
drop index dead_letters_newest;
create index dead_letters_newest on dead_letters (refused_at, reason);
