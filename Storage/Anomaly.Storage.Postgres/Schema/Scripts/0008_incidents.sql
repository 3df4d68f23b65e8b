-- Incidents: anomalies of one key that follow each other, and what they are made from. Anomalies from before this step belong to none.

-- What is not in an incident yet. It is in no order but that of its ids, which is that of the event times.
create table incident_inbox (
  anomaly_id uuid primary key,
  entered_at timestamptz(3) not null
);

-- A queue: nearly all rows in it are dead. The workers read from its lower end, where they would have to step over them.
alter table incident_inbox set (
  autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_cost_delay = 0);

create function enter_incident_inbox() returns trigger language plpgsql as $body$
begin
  insert into incident_inbox (anomaly_id, entered_at) select id, detected_at from added;
  return null;
end;
$body$;

-- In the statement that writes the anomalies. A row that was there already is none that was added.
create trigger anomalies_enter_inbox after insert on anomalies
  referencing new table as added for each statement execute function enter_incident_inbox();

create table incidents (
  id uuid primary key,
  key text collate "C" not null,
  status text collate "C" not null,
  severity text collate "C" not null,
  labels jsonb not null,
  methods text[] not null,
  anomaly_count bigint not null,
  series_count integer not null,
  started_at timestamptz(3) not null,
  last_anomaly_at timestamptz(3) not null,
  last_detected_at timestamptz(3) not null,
  counted_at timestamptz(3) not null,
  resolved_at timestamptz(3),
  resolved_by text collate "C",
  resolver text,
  peak_anomaly_id uuid not null,
  peak_series text collate "C" not null,
  peak_at timestamptz(3) not null,
  peak_method text collate "C" not null,
  peak_value double precision not null,
  peak_expected double precision,
  peak_lower double precision,
  peak_upper double precision,
  peak_score double precision not null,
  peak_reason text not null,
  acknowledged_by text,
  acknowledged_at timestamptz(3),
  last_counted_anomaly uuid not null,
  revision bigint not null,
  constraint incidents_status_known check (status in ('firing', 'resolved')),
  constraint incidents_severity_known check (severity in ('info', 'warning', 'critical')),
  constraint incidents_resolved_by_known check (resolved_by in ('quiet', 'normal', 'length', 'person')),
  constraint incidents_resolution_whole check ((status = 'resolved') = (resolved_at is not null and resolved_by is not null))
);

comment on column incidents.started_at is 'Event time of the first anomaly; last_anomaly_at that of the last. An event time ahead of the clock counts as the time of detection.';
comment on column incidents.counted_at is 'When an anomaly was last counted in, by the clock: quiet is reckoned from here.';

create unique index incidents_one_firing on incidents (key) where status = 'firing';
create index incidents_of_key on incidents (key, last_anomaly_at);
create index incidents_begun_of_key on incidents (key, started_at);
create index incidents_quiet on incidents (counted_at) where status = 'firing';

-- Pages go by id, which is the order in which incidents were opened and never changes.
create index incidents_firing on incidents (id) where status = 'firing';
create index incidents_by_severity on incidents (severity, id);
create index incidents_by_end on incidents (last_anomaly_at, id);

create table incident_series (
  incident_id uuid not null,
  series_id text collate "C" not null,
  anomaly_count bigint not null,
  last_anomaly_at timestamptz(3) not null,
  last_detected_at timestamptz(3) not null,
  primary key (incident_id, series_id)
);

create index incident_series_of_series on incident_series (series_id, incident_id);

create table incident_comments (
  id bigint generated always as identity primary key,
  incident_id uuid not null references incidents (id),
  author text not null,
  text text not null,
  created_at timestamptz(3) not null
);

create index incident_comments_of_incident on incident_comments (incident_id, id);

-- What is still to be told of, written with the incident's new state. One row an incident: a change while one waits is added to it.
create table incident_changes (
  id bigint generated always as identity primary key,
  incident_id uuid not null unique,
  revision bigint not null,
  kind text collate "C" not null,
  at timestamptz(3) not null,
  constraint incident_changes_kind_known check (kind in ('opened', 'grew', 'severity', 'acknowledged', 'resolved', 'reopened', 'brief'))
);

alter table incident_changes set (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0);
