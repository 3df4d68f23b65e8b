-- The history of anomalies. A table of that name from before this program is kept as seed_anomalies and its rows are copied.

set local time zone 'UTC';
set local datestyle = 'ISO';

create function seed_has(seed regclass, wanted text) returns boolean language sql stable as $body$
  select exists (
    select from pg_catalog.pg_attribute
    where attrelid = seed and attname = wanted and attnum > 0 and not attisdropped);
$body$;

create function seed_is(candidate regclass) returns boolean language sql stable as $body$
  select candidate is not null
    and (select relkind in ('r', 'p') from pg_catalog.pg_class where oid = candidate)
    and seed_has(candidate, 'id') and seed_has(candidate, 'metric_name')
    and seed_has(candidate, 'value') and seed_has(candidate, 'detected_at')
    and not seed_has(candidate, 'source_topic');
$body$;

do $body$
declare
  here text := pg_catalog.quote_ident(pg_catalog.current_schema()) || '.anomalies';
begin
  if pg_catalog.to_regclass(here) is not null then
    if not seed_is(pg_catalog.to_regclass(here)) then
      raise exception using errcode = 'AN001',
        message = 'the table ' || here || ' exists and is none that this program knows';
    end if;
    alter table anomalies rename to seed_anomalies;
  end if;
end;
$body$;

create table anomalies (
  id uuid primary key,
  metric_name text collate "C" not null,
  labels jsonb not null default '{}',
  "timestamp" timestamptz(3) not null,
  detected_at timestamptz(3) not null,
  value double precision not null,
  threshold double precision not null,
  status text collate "C" not null default 'new',
  detection_method text collate "C" not null,
  anomaly_score double precision not null,
  z_score double precision,
  expected double precision,
  lower double precision,
  upper double precision,
  severity text collate "C" not null,
  direction text collate "C" not null,
  reason text not null,
  incident_id uuid,
  context jsonb not null,
  config jsonb not null,
  source_topic text not null,
  source_epoch integer not null,
  source_partition integer not null,
  source_offset bigint not null,
  source_index integer not null,
  constraint anomalies_status_known check (status in ('new', 'confirmed', 'expected', 'false_alarm')),
  constraint anomalies_severity_known check (severity in ('info', 'warning', 'critical')),
  constraint anomalies_direction_known check (direction in ('above', 'below', 'both'))
);

-- One index a filter, each in the order of the pages. Nearly all rows are new, which the first one serves.
create index anomalies_newest on anomalies (detected_at, id);
create index anomalies_newest_of_series on anomalies (metric_name, detected_at, id);
create index anomalies_newest_by_method on anomalies (detection_method, detected_at, id);
create index anomalies_newest_by_severity on anomalies (severity, detected_at, id);
create index anomalies_newest_judged on anomalies (status, detected_at, id) where status <> 'new';
create index anomalies_of_incident on anomalies (incident_id, detected_at, id) where incident_id is not null;

create function seed_number(given text) returns double precision language plpgsql as $body$
declare
  number double precision;
begin
  number := given::double precision;
  return case when number in ('NaN', 'Infinity', '-Infinity') then null else number end;
exception when others then
  return null;
end;
$body$;

create function seed_time(given text) returns timestamptz language plpgsql as $body$
declare
  moment timestamptz;
begin
  begin
    moment := given::timestamptz;
  exception when others then
    -- a number: Unix time in seconds, or in milliseconds where it is too large for that
    moment := to_timestamp(case when abs(seed_number(given)) > 1e11 then seed_number(given) / 1000 else seed_number(given) end);
  end;
  return case when moment between '0001-01-02' and '9999-12-30' then moment end;
exception when others then
  return null;
end;
$body$;

create function seed_object(given text) returns jsonb language plpgsql as $body$
declare
  parsed jsonb;
begin
  if given is null or btrim(given) = '' then
    return '{}';
  end if;
  parsed := given::jsonb;
  -- a JSON string that holds JSON comes from a program that encoded it twice
  if jsonb_typeof(parsed) = 'string' then
    parsed := (parsed #>> '{}')::jsonb;
  end if;
  return case jsonb_typeof(parsed)
    when 'object' then parsed
    when 'null' then '{}'
    else jsonb_build_object('value', parsed)
  end;
exception when others then
  return jsonb_build_object('text', given);
end;
$body$;

create function seed_uuid(name text) returns uuid language sql immutable as $body$
  select overlay(overlay(md5('anomaly seed ' || name) placing '8' from 13) placing '8' from 17)::uuid;
$body$;

create function seed_word(given text) returns text language sql immutable as $body$
  select btrim(regexp_replace(lower(coalesce(given, '')), '[^a-z]+', '_', 'g'), '_');
$body$;

do $body$
declare
  seed regclass := coalesce(
    pg_catalog.to_regclass(pg_catalog.quote_ident(pg_catalog.current_schema()) || '.seed_anomalies'),
    case when seed_is(pg_catalog.to_regclass('public.anomalies')) then pg_catalog.to_regclass('public.anomalies') end);
  columns text;
begin
  if seed is null then
    return;
  end if;

  select string_agg(
      case when seed_has(seed, wanted) then format('t.%I::text as %I', wanted, wanted) else format('null::text as %I', wanted) end, ', ')
    into columns
    from unnest(array['id', 'metric_name', 'value', 'threshold', 'status', 'severity', 'detection_method', 'anomaly_score',
      'context', 'config', 'detected_at']) as wanted;

  execute format($copy$
    insert into anomalies (
      id, metric_name, "timestamp", detected_at, value, threshold, status, detection_method, anomaly_score, severity, direction,
      reason, context, config, source_topic, source_epoch, source_partition, source_offset, source_index)
    select
      case
        when repeat = 1 and id ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then id::uuid
        when repeat = 1 and id <> '' then seed_uuid(id)
        else seed_uuid(id || '#' || repeat)
      end,
      coalesce(nullif(metric_name, ''), 'unknown'),
      moment, moment,
      coalesce(seed_number(value), 0),
      coalesce(seed_number(threshold), 0),
      case
        when seed_word(status) in ('confirmed', 'true_positive', 'real') then 'confirmed'
        when seed_word(status) in ('expected', 'known', 'planned') then 'expected'
        when seed_word(status) in ('false_alarm', 'false_positive', 'falsealarm', 'noise') then 'false_alarm'
        else 'new'
      end,
      coalesce(nullif(detection_method, ''), 'unknown'),
      coalesce(seed_number(anomaly_score), 0),
      case
        when seed_word(severity) in ('critical', 'crit', 'high', 'severe', 'major', 'error', 'fatal', 'emergency') then 'critical'
        when seed_word(severity) in ('info', 'informational', 'low', 'minor', 'notice') then 'info'
        else 'warning'
      end,
      case
        when seed_number(value) > seed_number(facts ->> 'mean') then 'above'
        when seed_number(value) < seed_number(facts ->> 'mean') then 'below'
        else 'both'
      end,
      format('%%s: value %%s, flagged by %%s, threshold %%s; recorded by an earlier program', coalesce(nullif(metric_name, ''), 'unknown'),
        coalesce(value, 'unknown'), coalesce(nullif(detection_method, ''), 'an unknown method'), coalesce(threshold, 'unknown')),
      facts, seed_object(config),
      'seed', 0, 0, case when id ~ '^[0-9]{1,18}$' then id::bigint else line end, 0
    from (
      select *, coalesce(date_trunc('milliseconds', seed_time(detected_at)), 'epoch') as moment, seed_object(context) as facts
      from (
        select raw.*, row_number() over (partition by lower(raw.id) order by line) as repeat
        from (
          select row_number() over (order by ctid) as line, coalesce(btrim(given.id), '') as id,
            metric_name, value, threshold, status, severity, detection_method, anomaly_score, context, config, detected_at
          from (select t.ctid, %s from %s t) as given
        ) as raw
      ) as numbered
    ) as read
    $copy$, columns, seed);
end;
$body$;

drop function seed_word(text);
drop function seed_uuid(text);
drop function seed_object(text);
drop function seed_time(text);
drop function seed_number(text);
drop function seed_is(regclass);
drop function seed_has(regclass, text);
