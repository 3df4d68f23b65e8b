-- What is old leaves: history by its time, and series that are silent, whose rows only the owner of their home removes.

create table retention_lease (
  only_row integer primary key check (only_row = 1),
  owner uuid not null,
  held_until timestamptz(3) not null
);

comment on table retention_lease is 'Which process deletes history just now: one at a time, so that all of it is paced.';

-- What a day's end leaves behind is a small part of a large table; by default a fifth of it would have to be dead.
alter table anomalies set (autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_scale_factor = 0.02);

-- As before, and: a series without a first time (c_first_seen) is no new one. Its row must be there. Were it inserted, an owner that the series
-- left long ago could bring back what it still holds, after the series was removed elsewhere.
-- The arrays of states and the arrays of anomalies come sorted, by id each: two flushes that meet then wait for one another
-- in one order, never in a circle.
create or replace function flush_partition(
  p_topic text, p_partition integer, p_owner_epoch bigint, p_topic_epoch integer, p_now timestamptz,
  s_id text[], s_offset bigint[], s_payload bytea[], s_recent bytea[], s_positions bytea[], s_settings bigint[],
  s_last_seen timestamptz[], s_last_value double precision[], s_warm_seen integer[], s_warm_needed integer[],
  c_id text[], c_labels text[], c_search text[], c_first_seen timestamptz[],
  a_id uuid[], a_metric_name text[], a_labels text[], a_timestamp timestamptz[], a_detected_at timestamptz[],
  a_value double precision[], a_threshold double precision[], a_status text[], a_method text[], a_score double precision[],
  a_z_score double precision[], a_expected double precision[], a_lower double precision[], a_upper double precision[],
  a_severity text[], a_direction text[], a_reason text[], a_incident_id uuid[], a_context text[], a_config text[],
  a_topic text[], a_epoch integer[], a_partition integer[], a_offset bigint[], a_index integer[],
  out states integer, out anomalies integer, out conflicts integer)
language plpgsql as $body$
declare
  refused text[] := '{}';
  added text[];
  revived text[];
begin
  states := 0;
  anomalies := 0;
  conflicts := 0;
  if not fence_holds(p_topic, p_partition, p_owner_epoch) then
    return;
  end if;

  with written as (
    insert into series_state as stored (
      series_id, topic, partition, epoch, "offset", payload, recent, positions, settings_version, last_seen, last_value,
      warm_seen, warm_needed, updated_at)
    select u.id, p_topic, p_partition, p_topic_epoch, u.at, u.payload, u.recent, u.positions, u.settings, u.last_seen, u.last_value,
      u.warm_seen, u.warm_needed, p_now
    from unnest(s_id, s_offset, s_payload, s_recent, s_positions, s_settings, s_last_seen, s_last_value, s_warm_seen, s_warm_needed)
      as u (id, at, payload, recent, positions, settings, last_seen, last_value, warm_seen, warm_needed)
    on conflict (series_id, topic) do update set
      epoch = excluded.epoch,
      "offset" = excluded."offset",
      payload = excluded.payload,
      recent = coalesce(excluded.recent, stored.recent),
      positions = excluded.positions,
      settings_version = excluded.settings_version,
      last_seen = excluded.last_seen,
      last_value = excluded.last_value,
      warm_seen = excluded.warm_seen,
      warm_needed = excluded.warm_needed,
      updated_at = excluded.updated_at
    where stored.partition = p_partition
    returning stored.series_id, (stored.xmax = 0) as is_added)
  select count(*)::integer, coalesce(array_agg(series_id) filter (where is_added), '{}') into states, added from written;

  -- A series that moved away takes its anomalies with it: its new owner finds them again from the row it took.
  if states < cardinality(s_id) then
    select coalesce(array_agg(series_id), '{}') into refused
      from series_state where topic = p_topic and series_id = any (s_id) and partition <> p_partition;
  end if;

  -- A row that was to be there already and is gone was removed: what the owner remembers of the series is from before that.
  if cardinality(added) > 0 then
    select coalesce(array_agg(gone.id), '{}') into revived from (
      select unnest(added) except select c.id from unnest(c_id, c_first_seen) as c (id, first_seen) where c.first_seen is not null) as gone (id);
    if cardinality(revived) > 0 then
      delete from series_state where topic = p_topic and series_id = any (revived);
      states := states - cardinality(revived);
      refused := refused || revived;
    end if;
  end if;

  if cardinality(c_id) > 0 then
    insert into series as stored (series_id, labels, search, first_seen)
    select u.id, u.labels::json, u.search, coalesce(u.first_seen, p_now)
    from unnest(c_id, c_labels, c_search, c_first_seen) as u (id, labels, search, first_seen)
    where u.id <> all (refused)
    on conflict (series_id) do update set labels = excluded.labels, search = excluded.search
    where excluded.labels is not null;
  end if;

  if cardinality(a_id) > 0 then
    insert into anomalies as stored (
      id, metric_name, labels, "timestamp", detected_at, value, threshold, status, detection_method, anomaly_score, z_score,
      expected, lower, upper, severity, direction, reason, incident_id, context, config,
      source_topic, source_epoch, source_partition, source_offset, source_index)
    select u.id, u.metric_name, u.labels::jsonb, u.at, u.detected_at, u.value, u.threshold, u.status, u.method, u.score, u.z_score,
      u.expected, u.low, u.high, u.severity, u.direction, u.reason, u.incident_id, u.context::jsonb, u.config::jsonb,
      u.topic, u.epoch, u.part, u.pos, u.idx
    from unnest(
        a_id, a_metric_name, a_labels, a_timestamp, a_detected_at, a_value, a_threshold, a_status, a_method, a_score, a_z_score,
        a_expected, a_lower, a_upper, a_severity, a_direction, a_reason, a_incident_id, a_context, a_config,
        a_topic, a_epoch, a_partition, a_offset, a_index)
      as u (id, metric_name, labels, at, detected_at, value, threshold, status, method, score, z_score,
        expected, low, high, severity, direction, reason, incident_id, context, config, topic, epoch, part, pos, idx)
    where u.metric_name <> all (refused)
    on conflict (id) do nothing;
    get diagnostics anomalies = row_count;
    select count(*) - anomalies into conflicts from unnest(a_metric_name) as name where name <> all (refused);
  end if;
end;
$body$;

-- Removes rows that are as they were read, and were not written since a time.
create function remove_series(
  p_topic text, p_partition integer, p_owner_epoch bigint, p_before timestamptz, r_id text[], r_epoch integer[], r_offset bigint[])
returns setof text
language plpgsql as $body$
begin
  if not fence_holds(p_topic, p_partition, p_owner_epoch) then
    return;
  end if;

  -- Locked in the order in which a flush locks them.
  perform from series_state where topic = p_topic and series_id = any (r_id) order by series_id for update;

  return query
    with gone as (
      delete from series_state as stored using unnest(r_id, r_epoch, r_offset) as u (id, epoch, at)
      where stored.series_id = u.id and stored.topic = p_topic and stored.partition = p_partition
        and stored.epoch = u.epoch and stored."offset" = u.at and stored.updated_at < p_before
      returning stored.series_id as id),
    uncatalogued as (
      delete from series as c using gone
      where c.series_id = gone.id
        and not exists (select from series_state as other where other.series_id = gone.id and other.topic <> p_topic))
    select gone.id from gone;
end;
$body$;
