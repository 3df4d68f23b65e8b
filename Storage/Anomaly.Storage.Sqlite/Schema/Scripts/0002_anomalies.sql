-- The history of anomalies. SQLite has no NaN: it is kept as null.

create table anomalies (
  id text primary key not null,
  metric_name text not null,
  labels text not null,
  "timestamp" integer not null,
  detected_at integer not null,
  value,
  threshold,
  status text not null default 'new',
  detection_method text not null,
  anomaly_score,
  z_score,
  expected,
  lower,
  upper,
  severity text not null,
  direction text not null,
  reason text not null,
  incident_id text,
  context text not null,
  config text not null,
  source_topic text not null,
  source_epoch integer not null,
  source_partition integer not null,
  source_offset integer not null,
  source_index integer not null,
  check (status in ('new', 'confirmed', 'expected', 'false_alarm')),
  check (severity in ('info', 'warning', 'critical')),
  check (direction in ('above', 'below', 'both'))
);

-- One index a filter, each in the order of the pages. Nearly all rows are new, which the first one serves.
create index anomalies_newest on anomalies (detected_at, id);
create index anomalies_newest_of_series on anomalies (metric_name, detected_at, id);
create index anomalies_newest_by_method on anomalies (detection_method, detected_at, id);
create index anomalies_newest_by_severity on anomalies (severity, detected_at, id);
create index anomalies_newest_judged on anomalies (status, detected_at, id) where status <> 'new';
create index anomalies_of_incident on anomalies (incident_id, detected_at, id) where incident_id is not null;
