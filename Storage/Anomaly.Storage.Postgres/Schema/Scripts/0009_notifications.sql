-- What people say of notifications: who is told, of what, and what is not told; and the keys of the secrets in it.

create table silences (
  id uuid primary key,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  updated_at timestamptz not null,
  created_by text not null,
  comment text not null,
  matchers json not null,
  learn boolean not null,
  recurrence json
);

-- The pages' order; those that are not over stand first.
create index silences_by_end on silences (ends_at, id);

create table channels (
  name text collate "C" primary key,
  type text not null,
  enabled boolean not null,
  settings json not null,
  secrets json not null,
  revision bigint not null,
  updated_at timestamptz not null,
  delivered_at timestamptz,
  delivery_outcome text,
  delivery_detail text
);

create table routes (
  position integer primary key,
  channel text collate "C" not null references channels (name),
  definition json not null
);

create table routes_revision (
  only_row integer primary key check (only_row = 1),
  revision bigint not null
);

insert into routes_revision (only_row, revision) values (1, 0);

-- ASP.NET's key ring. Each element is encrypted by a key that is not in this database.
create table data_protection_keys (
  id uuid primary key,
  friendly_name text not null,
  xml text not null,
  created_at timestamptz not null
);
