-- Progress, states and the catalog of series. Nothing but the functions of 0002 writes them.

create table partition_progress (
  topic text collate "C" not null,
  partition integer not null,
  epoch integer not null,
  topic_id text,
  next_offset bigint not null,
  owner_epoch bigint not null,
  claimed_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (topic, partition)
) with (fillfactor = 50);

comment on table partition_progress is 'One row a partition: who owns it, and the first offset whose effect may not be in series_state.';
comment on column partition_progress.epoch is 'Counts the incarnations of the topic, from 1.';
comment on column partition_progress.owner_epoch is 'Raised by each claim; a write that carries an older one is refused.';

-- Room in each page, and no index over a column that changes: an update of a state then stays in its page (HOT).
create table series_state (
  series_id text collate "C" not null,
  topic text collate "C" not null,
  partition integer not null,
  epoch integer not null,
  "offset" bigint not null,
  payload bytea not null,
  recent bytea,
  positions bytea,
  settings_version bigint not null,
  last_seen timestamptz(3) not null,
  last_value double precision not null,
  warm_seen integer not null,
  warm_needed integer not null,
  moves integer not null default 0,
  updated_at timestamptz(3) not null,
  primary key (series_id, topic)
) with (fillfactor = 70);

-- Packed doubles hardly compress; trying costs more than it saves.
alter table series_state alter column payload set storage external;
alter table series_state alter column recent set storage external;

comment on table series_state is 'The durable state of each series, at the position ("offset") of its home partition.';
comment on column series_state.partition is 'The series'' home: only the owner of this partition may write the row.';
comment on column series_state.moves is 'How often the home has changed.';

-- labels is json, not jsonb: the owner compares the text with what it sent.
create table series (
  series_id text collate "C" primary key,
  labels json,
  search text collate "C" not null,
  first_seen timestamptz(3) not null
);

comment on column series.search is 'Id, label names and values in lower case, a line each.';

create table dead_letters (
  topic text collate "C" not null,
  epoch integer not null,
  partition integer not null,
  "offset" bigint not null,
  reason text not null,
  detail text not null,
  refused_at timestamptz(3) not null,
  key bytea,
  value_head bytea not null,
  value_size integer not null,
  primary key (topic, partition, epoch, "offset")
);

create index dead_letters_newest on dead_letters (refused_at);
