-- Who may use the tables: the service that they belong to, and the programs that can read the states.

create table schema_owner (
  only_row boolean primary key default true check (only_row),
  service_id text collate "C" not null,
  since timestamptz(3) not null
);

comment on table schema_owner is 'The service (Cluster:ServiceId) that this schema belongs to: that of the first silo that started on it.';

alter table partition_progress add column state_version integer not null default 1;

comment on column partition_progress.state_version is 'The highest version of the states in the partition; a program that does not read it is refused the claim.';
