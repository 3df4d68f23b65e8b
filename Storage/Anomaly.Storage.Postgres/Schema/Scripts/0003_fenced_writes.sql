-- Every write of a partition's owner is one call of one of these functions, so one statement that commits by itself.
-- Each statement inside sees what was committed before it began; so once the fence row is locked, its epoch is the newest,
-- and no claim can pass until this call has ended.

create function fence_holds(p_topic text, p_partition integer, p_owner_epoch bigint) returns boolean
language plpgsql as $body$
begin
  perform from partition_progress
    where topic = p_topic and partition = p_partition and owner_epoch = p_owner_epoch
    for update;
  return found;
end;
$body$;

-- The arrays of states and the arrays of anomalies come sorted, by id each: two flushes that meet then wait for one another
-- in one order, never in a circle.
create function flush_partition(
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
begin
  states := 0;
  anomalies := 0;
  conflicts := 0;
  if not fence_holds(p_topic, p_partition, p_owner_epoch) then
    return;
  end if;

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
  where stored.partition = p_partition;
  get diagnostics states = row_count;

  -- A series that moved away takes its anomalies with it: its new owner finds them again from the row it took.
  if states < cardinality(s_id) then
    select coalesce(array_agg(series_id), '{}') into refused
      from series_state where topic = p_topic and series_id = any (s_id) and partition <> p_partition;
  end if;

  if cardinality(c_id) > 0 then
    insert into series as stored (series_id, labels, search, first_seen)
    select u.id, u.labels::json, u.search, u.first_seen
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

create function take_series(
  p_topic text, p_partition integer, p_owner_epoch bigint, p_topic_epoch integer, p_now timestamptz,
  m_id text[], m_partition integer[], m_epoch integer[], m_offset bigint[], m_new_offset bigint[], m_positions bytea[])
returns setof series_state
language plpgsql as $body$
begin
  if not fence_holds(p_topic, p_partition, p_owner_epoch) then
    return;
  end if;

  -- Locked in the order in which a flush locks them.
  perform from series_state where topic = p_topic and series_id = any (m_id) order by series_id for update;

  return query
    update series_state as stored set
      partition = p_partition, epoch = p_topic_epoch, "offset" = u.new_offset, positions = u.positions,
      moves = stored.moves + 1, updated_at = p_now
    from unnest(m_id, m_partition, m_epoch, m_offset, m_new_offset, m_positions) as u (id, part, epoch, at, new_offset, positions)
    where stored.series_id = u.id and stored.topic = p_topic
      and stored.partition = u.part and stored.epoch = u.epoch and stored."offset" = u.at
    returning stored.*;
end;
$body$;

create function record_dead_letters(
  p_topic text, p_partition integer, p_owner_epoch bigint,
  d_epoch integer[], d_offset bigint[], d_reason text[], d_detail text[], d_refused_at timestamptz[], d_key bytea[],
  d_value_head bytea[], d_value_size integer[])
returns boolean
language plpgsql as $body$
begin
  if not fence_holds(p_topic, p_partition, p_owner_epoch) then
    return false;
  end if;

  insert into dead_letters (topic, partition, epoch, "offset", reason, detail, refused_at, key, value_head, value_size)
  select p_topic, p_partition, u.epoch, u.at, u.reason, u.detail, u.refused_at, u.key, u.head, u.size
  from unnest(d_epoch, d_offset, d_reason, d_detail, d_refused_at, d_key, d_value_head, d_value_size)
    as u (epoch, at, reason, detail, refused_at, key, head, size)
  on conflict do nothing;
  return true;
end;
$body$;
