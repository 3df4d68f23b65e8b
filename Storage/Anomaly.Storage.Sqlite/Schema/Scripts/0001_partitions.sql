-- Progress, states and the catalog of series. Times are Unix milliseconds. A column of doubles has no declared type: with one,
-- SQLite would store -0.0 as an integer and lose its sign.

create table partition_progress (
  topic text not null,
  partition integer not null,
  epoch integer not null,
  topic_id text,
  next_offset integer not null,
  owner_epoch integer not null,
  claimed_at integer not null,
  updated_at integer not null,
  primary key (topic, partition)
) without rowid;

create table series_state (
  series_id text not null,
  topic text not null,
  partition integer not null,
  epoch integer not null,
  "offset" integer not null,
  payload blob not null,
  recent blob,
  positions blob,
  settings_version integer not null,
  last_seen integer not null,
  last_value,
  warm_seen integer not null,
  warm_needed integer not null,
  moves integer not null default 0,
  updated_at integer not null,
  primary key (series_id, topic)
);

create table series (
  series_id text primary key not null,
  labels text,
  search text not null,
  first_seen integer not null
);

create table dead_letters (
  topic text not null,
  epoch integer not null,
  partition integer not null,
  "offset" integer not null,
  reason text not null,
  detail text not null,
  refused_at integer not null,
  key blob,
  value_head blob not null,
  value_size integer not null,
  primary key (topic, partition, epoch, "offset")
);

create index dead_letters_newest on dead_letters (refused_at);
