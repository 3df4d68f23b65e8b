-- What Orleans' ADO.NET providers need: they read OrleansQuery at their start and from then on send only the texts found there.
-- Each text is one statement, so all or nothing. An ETag is the row's version.

create table OrleansQuery (
  QueryKey text primary key,
  QueryText text not null
);

create table orleans_storage (
  grain_id_hash integer not null,
  grain_type_hash integer not null,
  grain_id_n0 bigint not null,
  grain_id_n1 bigint not null,
  grain_type_string text collate "C" not null,
  grain_id_extension text collate "C",
  service_id text collate "C" not null,
  payload bytea,
  modified_at timestamptz(3) not null default now(),
  version integer not null
);

-- A key part may be absent, which is not the same as empty.
create unique index orleans_storage_identity on orleans_storage (
  grain_id_hash, grain_type_hash, grain_id_n0, grain_id_n1, service_id, grain_type_string,
  (coalesce(grain_id_extension, '')), (grain_id_extension is null));

create table orleans_deployments (
  deployment_id text collate "C" primary key,
  version integer not null,
  changed_at timestamptz(3) not null default now()
);

create table orleans_silos (
  deployment_id text collate "C" not null references orleans_deployments,
  address text collate "C" not null,
  port integer not null,
  generation integer not null,
  silo_name text not null,
  host_name text not null,
  status integer not null,
  proxy_port integer,
  suspect_times text,
  start_time timestamptz(3) not null,
  i_am_alive_time timestamptz(3) not null,
  primary key (deployment_id, address, port, generation)
);

create table orleans_reminders (
  service_id text collate "C" not null,
  grain_id text collate "C" not null,
  reminder_name text collate "C" not null,
  start_time timestamptz(3) not null,
  period bigint not null,
  grain_hash integer not null,
  version integer not null,
  primary key (service_id, grain_id, reminder_name)
);

create index orleans_reminders_ring on orleans_reminders (service_id, grain_hash);

-- Grain storage.

insert into OrleansQuery (QueryKey, QueryText) values
('ReadFromStorageKey', $query$
select payload as PayloadBinary, modified_at as ModifiedOn, version as Version
from orleans_storage
where grain_id_hash = @GrainIdHash and grain_type_hash = @GrainTypeHash
  and grain_id_n0 = @GrainIdN0 and grain_id_n1 = @GrainIdN1
  and service_id = @ServiceId and grain_type_string = @GrainTypeString
  and grain_id_extension is not distinct from @GrainIdExtensionString::text
$query$),
('WriteToStorageKey', $query$
with updated as (
  update orleans_storage set payload = @PayloadBinary, modified_at = now(), version = version + 1
  where grain_id_hash = @GrainIdHash and grain_type_hash = @GrainTypeHash
    and grain_id_n0 = @GrainIdN0 and grain_id_n1 = @GrainIdN1
    and service_id = @ServiceId and grain_type_string = @GrainTypeString
    and grain_id_extension is not distinct from @GrainIdExtensionString::text
    and version = @GrainStateVersion::integer
  returning version
), inserted as (
  insert into orleans_storage (
    grain_id_hash, grain_type_hash, grain_id_n0, grain_id_n1, grain_type_string, grain_id_extension, service_id, payload, version)
  select @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainTypeString, @GrainIdExtensionString::text, @ServiceId,
    @PayloadBinary, 1
  where @GrainStateVersion::integer is null
  on conflict do nothing
  returning version
), written as (
  select version from updated union all select version from inserted
)
select version as NewGrainStateVersion from written
union all
select @GrainStateVersion::integer where not exists (select from written)
$query$),
('ClearStorageKey', $query$
with cleared as (
  update orleans_storage set payload = null, modified_at = now(), version = version + 1
  where grain_id_hash = @GrainIdHash and grain_type_hash = @GrainTypeHash
    and grain_id_n0 = @GrainIdN0 and grain_id_n1 = @GrainIdN1
    and service_id = @ServiceId and grain_type_string = @GrainTypeString
    and grain_id_extension is not distinct from @GrainIdExtensionString::text
    and version = @GrainStateVersion::integer
  returning version
)
select version as NewGrainStateVersion from cleared
union all
select @GrainStateVersion::integer where not exists (select from cleared)
$query$),
('DeleteStorageKey', $query$
with deleted as (
  delete from orleans_storage
  where grain_id_hash = @GrainIdHash and grain_type_hash = @GrainTypeHash
    and grain_id_n0 = @GrainIdN0 and grain_id_n1 = @GrainIdN1
    and service_id = @ServiceId and grain_type_string = @GrainTypeString
    and grain_id_extension is not distinct from @GrainIdExtensionString::text
    and version = @GrainStateVersion::integer
  returning version + 1 as version
)
select version as NewGrainStateVersion from deleted
union all
select @GrainStateVersion::integer where not exists (select from deleted)
$query$);

-- Clustering. Whoever changes a silo's row raises the deployment's version in the same statement, and that row's lock puts all
-- changes of a deployment in one order: a change that was made from an older version finds its version gone and writes nothing.

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey', $query$
with inserted as (
  insert into orleans_deployments (deployment_id, version) values (@DeploymentId, 0) on conflict do nothing returning 1
)
select count(*)::integer from inserted
$query$),
('InsertMembershipKey', $query$
with raised as (
  update orleans_deployments set version = version + 1, changed_at = now()
  where deployment_id = @DeploymentId and version = @Version
    and not exists (
      select from orleans_silos
      where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
  returning deployment_id
), inserted as (
  insert into orleans_silos (
    deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
  select deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
  from raised
  returning 1
)
select count(*)::integer from inserted
$query$),
('UpdateMembershipKey', $query$
with raised as (
  update orleans_deployments set version = version + 1, changed_at = now()
  where deployment_id = @DeploymentId and version = @Version
    and exists (
      select from orleans_silos
      where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
  returning deployment_id
), updated as (
  update orleans_silos as silo set status = @Status, suspect_times = @SuspectTimes::text, i_am_alive_time = @IAmAliveTime
  from raised
  where silo.deployment_id = raised.deployment_id
    and silo.address = @Address and silo.port = @Port and silo.generation = @Generation
  returning 1
)
select count(*)::integer from updated
$query$),
('UpdateIAmAlivetimeKey', $query$
update orleans_silos set i_am_alive_time = @IAmAliveTime
where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$query$),
('MembershipReadRowKey', $query$
select d.deployment_id as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation,
  s.silo_name as SiloName, s.host_name as HostName, s.status as Status, s.proxy_port as ProxyPort,
  s.suspect_times as SuspectTimes, s.start_time as StartTime, s.i_am_alive_time as IAmAliveTime, d.version as Version
from orleans_deployments as d
left join orleans_silos as s
  on s.deployment_id = d.deployment_id and s.address = @Address and s.port = @Port and s.generation = @Generation
where d.deployment_id = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
select d.deployment_id as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation,
  s.silo_name as SiloName, s.host_name as HostName, s.status as Status, s.proxy_port as ProxyPort,
  s.suspect_times as SuspectTimes, s.start_time as StartTime, s.i_am_alive_time as IAmAliveTime, d.version as Version
from orleans_deployments as d
left join orleans_silos as s on s.deployment_id = d.deployment_id
where d.deployment_id = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
select address as Address, proxy_port as ProxyPort, generation as Generation
from orleans_silos
where deployment_id = @DeploymentId and status = @Status and proxy_port > 0
$query$),
('DeleteMembershipTableEntriesKey', $query$
with silos as (
  delete from orleans_silos where deployment_id = @DeploymentId
)
delete from orleans_deployments where deployment_id = @DeploymentId
$query$),
('CleanupDefunctSiloEntriesKey', $query$
delete from orleans_silos
where deployment_id = @DeploymentId and i_am_alive_time < @IAmAliveTime and status <> 3
$query$);

-- Reminders.

insert into OrleansQuery (QueryKey, QueryText) values
('UpsertReminderRowKey', $query$
insert into orleans_reminders as stored (service_id, grain_id, reminder_name, start_time, period, grain_hash, version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
on conflict (service_id, grain_id, reminder_name) do update set
  start_time = excluded.start_time, period = excluded.period, grain_hash = excluded.grain_hash, version = stored.version + 1
returning version as version
$query$),
('ReadReminderRowsKey', $query$
select grain_id as GrainId, reminder_name as ReminderName, start_time as StartTime, period as Period, version as Version
from orleans_reminders
where service_id = @ServiceId and grain_id = @GrainId
$query$),
('ReadReminderRowKey', $query$
select grain_id as GrainId, reminder_name as ReminderName, start_time as StartTime, period as Period, version as Version
from orleans_reminders
where service_id = @ServiceId and grain_id = @GrainId and reminder_name = @ReminderName
$query$),
('ReadRangeRows1Key', $query$
select grain_id as GrainId, reminder_name as ReminderName, start_time as StartTime, period as Period, version as Version
from orleans_reminders
where service_id = @ServiceId and grain_hash > @BeginHash and grain_hash <= @EndHash
$query$),
('ReadRangeRows2Key', $query$
select grain_id as GrainId, reminder_name as ReminderName, start_time as StartTime, period as Period, version as Version
from orleans_reminders
where service_id = @ServiceId and (grain_hash > @BeginHash or grain_hash <= @EndHash)
$query$),
('DeleteReminderRowKey', $query$
with deleted as (
  delete from orleans_reminders
  where service_id = @ServiceId and grain_id = @GrainId and reminder_name = @ReminderName and version = @Version
  returning 1
)
select count(*)::integer from deleted
$query$),
('DeleteReminderRowsKey', $query$
delete from orleans_reminders where service_id = @ServiceId
$query$);
