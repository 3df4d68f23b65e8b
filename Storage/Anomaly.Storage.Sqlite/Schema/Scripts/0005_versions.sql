-- Who may use the tables: the service that they belong to, and the programs that can read the states.

create table schema_owner (
  only_row integer primary key check (only_row = 1),
  service_id text not null,
  since integer not null
);

alter table partition_progress add column state_version integer not null default 1;
