-- What people say of notifications: who is told, of what, and what is not told; and the keys of the secrets in it.

create table silences (
  id text primary key not null,
  starts_at integer not null,
  ends_at integer not null,
  updated_at integer not null,
  created_by text not null,
  comment text not null,
  matchers text not null,
  learn integer not null,
  recurrence text
);

-- The pages' order; those that are not over stand first.
create index silences_by_end on silences (ends_at, id);

create table channels (
  name text primary key not null,
  type text not null,
  enabled integer not null,
  settings text not null,
  secrets text not null,
  revision integer not null,
  updated_at integer not null,
  delivered_at integer,
  delivery_outcome text,
  delivery_detail text
);

create table routes (
  position integer primary key not null,
  channel text not null references channels (name),
  definition text not null
);

create table routes_revision (
  only_row integer primary key check (only_row = 1),
  revision integer not null
);

insert into routes_revision (only_row, revision) values (1, 0);

-- ASP.NET's key ring. Each element is encrypted by a key that is not in this database.
create table data_protection_keys (
  id text primary key not null,
  friendly_name text not null,
  xml text not null,
  created_at integer not null
);
