-- What Orleans' ADO.NET grain storage needs: it reads OrleansQuery at its start and from then on sends only the texts found there.
-- An ETag is the row's version. SQLite answers from a write only the rows it wrote; where there are none, the second statement of
-- a text answers with the version that came in.

create table OrleansQuery (
  QueryKey text primary key not null,
  QueryText text not null
);

create table orleans_storage (
  grain_id_hash integer not null,
  grain_type_hash integer not null,
  grain_id_n0 integer not null,
  grain_id_n1 integer not null,
  grain_type_string text not null,
  grain_id_extension text,
  service_id text not null,
  payload blob,
  modified_at text not null,
  version integer not null
);

-- A key part may be absent, which is not the same as empty.
create unique index orleans_storage_identity on orleans_storage (
  grain_id_hash, grain_type_hash, grain_id_n0, grain_id_n1, service_id, grain_type_string,
  coalesce(grain_id_extension, ''), grain_id_extension is null);

insert into OrleansQuery (QueryKey, QueryText) values
('ReadFromStorageKey', '
select payload as PayloadBinary, modified_at as ModifiedOn, version as Version
from orleans_storage
where grain_id_hash = @GrainIdHash and grain_type_hash = @GrainTypeHash
  and grain_id_n0 = @GrainIdN0 and grain_id_n1 = @GrainIdN1
  and service_id = @ServiceId and grain_type_string = @GrainTypeString
  and grain_id_extension is @GrainIdExtensionString
'),
('WriteToStorageKey', '
insert into orleans_storage (
  grain_id_hash, grain_type_hash, grain_id_n0, grain_id_n1, grain_type_string, grain_id_extension, service_id, payload, modified_at,
  version)
select @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainTypeString, @GrainIdExtensionString, @ServiceId,
  @PayloadBinary, strftime(''%Y-%m-%d %H:%M:%f'', ''now''), 1
where @GrainStateVersion is null or exists (
  select 1 from orleans_storage
  where grain_id_hash = @GrainIdHash and grain_type_hash = @GrainTypeHash
    and grain_id_n0 = @GrainIdN0 and grain_id_n1 = @GrainIdN1
    and service_id = @ServiceId and grain_type_string = @GrainTypeString
    and grain_id_extension is @GrainIdExtensionString
    and version = @GrainStateVersion)
on conflict do update set payload = excluded.payload, modified_at = excluded.modified_at, version = version + 1
where version = @GrainStateVersion
returning version as NewGrainStateVersion;
select @GrainStateVersion as NewGrainStateVersion where changes() = 0
'),
('ClearStorageKey', '
update orleans_storage set payload = null, modified_at = strftime(''%Y-%m-%d %H:%M:%f'', ''now''), version = version + 1
where grain_id_hash = @GrainIdHash and grain_type_hash = @GrainTypeHash
  and grain_id_n0 = @GrainIdN0 and grain_id_n1 = @GrainIdN1
  and service_id = @ServiceId and grain_type_string = @GrainTypeString
  and grain_id_extension is @GrainIdExtensionString
  and version = @GrainStateVersion
returning version as NewGrainStateVersion;
select @GrainStateVersion as NewGrainStateVersion where changes() = 0
'),
('DeleteStorageKey', '
delete from orleans_storage
where grain_id_hash = @GrainIdHash and grain_type_hash = @GrainTypeHash
  and grain_id_n0 = @GrainIdN0 and grain_id_n1 = @GrainIdN1
  and service_id = @ServiceId and grain_type_string = @GrainTypeString
  and grain_id_extension is @GrainIdExtensionString
  and version = @GrainStateVersion
returning version + 1 as NewGrainStateVersion;
select @GrainStateVersion as NewGrainStateVersion where changes() = 0
');
