-- Incidents: anomalies of one key that follow each other, and what they are made from. Anomalies from before this step belong to none.

-- What is not in an incident yet. It is in no order but that of its ids, which is that of the event times.
create table incident_inbox (
  anomaly_id text primary key not null,
  entered_at integer not null
) without rowid;

-- In the statement that writes the anomaly. A row that was there already is none that was added.
create trigger anomalies_enter_inbox after insert on anomalies
begin
  insert into incident_inbox (anomaly_id, entered_at) values (new.id, new.detected_at);
end;

create table incidents (
  id text primary key not null,
  key text not null,
  status text not null,
  severity text not null,
  labels text not null,
  methods text not null,
  anomaly_count integer not null,
  series_count integer not null,
  started_at integer not null,
  last_anomaly_at integer not null,
  last_detected_at integer not null,
  counted_at integer not null,
  resolved_at integer,
  resolved_by text,
  resolver text,
  peak_anomaly_id text not null,
  peak_series text not null,
  peak_at integer not null,
  peak_method text not null,
  peak_value,
  peak_expected,
  peak_lower,
  peak_upper,
  peak_score,
  peak_reason text not null,
  acknowledged_by text,
  acknowledged_at integer,
  last_counted_anomaly text not null,
  revision integer not null,
  check (status in ('firing', 'resolved')),
  check (severity in ('info', 'warning', 'critical')),
  check (resolved_by in ('quiet', 'normal', 'length', 'person')),
  check ((status = 'resolved') = (resolved_at is not null and resolved_by is not null))
);

create unique index incidents_one_firing on incidents (key) where status = 'firing';
create index incidents_of_key on incidents (key, last_anomaly_at);
create index incidents_begun_of_key on incidents (key, started_at);
create index incidents_quiet on incidents (counted_at) where status = 'firing';

-- Pages go by id, which is the order in which incidents were opened and never changes.
create index incidents_firing on incidents (id) where status = 'firing';
create index incidents_by_severity on incidents (severity, id);
create index incidents_by_end on incidents (last_anomaly_at, id);

create table incident_series (
  incident_id text not null,
  series_id text not null,
  anomaly_count integer not null,
  last_anomaly_at integer not null,
  last_detected_at integer not null,
  primary key (incident_id, series_id)
) without rowid;

create index incident_series_of_series on incident_series (series_id, incident_id);

create table incident_comments (
  id integer primary key,
  incident_id text not null,
  author text not null,
  text text not null,
  created_at integer not null
);

create index incident_comments_of_incident on incident_comments (incident_id, id);

-- What is still to be told of, written with the incident's new state. One row an incident: a change while one waits is added to it.
create table incident_changes (
  id integer primary key,
  incident_id text not null unique,
  revision integer not null,
  kind text not null,
  at integer not null,
  check (kind in ('opened', 'grew', 'severity', 'acknowledged', 'resolved', 'reopened', 'brief'))
);
