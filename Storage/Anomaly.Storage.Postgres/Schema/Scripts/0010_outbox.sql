-- From what became of an incident to a message: the groups that incidents are told in, and the messages that are to be delivered.

create table notification_groups (
  group_key text collate "C" primary key,
  route_key text collate "C" not null,
  channel text collate "C" not null,
  labels json not null,
  first_seen timestamptz(3) not null,
  last_look timestamptz(3),
  last_sent timestamptz(3),
  due_at timestamptz(3) not null
);

create index notification_groups_due on notification_groups (due_at);
create index notification_groups_of_route on notification_groups (route_key);

create table notification_group_incidents (
  group_key text collate "C" not null,
  incident_id uuid not null,
  told text collate "C",
  told_acknowledged boolean not null default false,
  muted boolean not null default false,
  primary key (group_key, incident_id),
  constraint notification_group_incidents_told_known check (told in ('info', 'warning', 'critical'))
);

comment on column notification_group_incidents.told is 'The severity that the channel was told the incident fires with; null where it was not told that it fires.';

create index notification_group_incidents_of_incident on notification_group_incidents (incident_id);

create table outbox (
  id uuid primary key,
  seq bigint generated always as identity unique,
  channel text collate "C" not null,
  route_key text collate "C" not null,
  group_key text collate "C" not null,
  kind text collate "C" not null,
  severity text collate "C" not null,
  incident_id uuid not null,
  incident_count integer not null,
  payload json not null,
  created_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  held_until timestamptz(3),
  attempts integer not null default 0,
  lease_until timestamptz(3),
  lease_owner uuid,
  state text collate "C" not null default 'waiting',
  status_code integer,
  detail text,
  finished_at timestamptz(3),
  constraint outbox_state_known check (state in ('waiting', 'delivered', 'failed', 'cancelled')),
  constraint outbox_severity_known check (severity in ('info', 'warning', 'critical')),
  constraint outbox_finish_whole check ((state = 'waiting') = (finished_at is null))
);

comment on column outbox.id is 'The idempotency key: the receiver sees the same at each attempt.';
comment on column outbox.attempts is 'Attempts that were begun. With lease_owner it tells a lease from all others.';
comment on column outbox.held_until is 'The receiver asked to be left alone until then.';

create index outbox_due on outbox (channel, due_at, seq) where state = 'waiting';
create index outbox_order on outbox (channel, group_key, seq) where state = 'waiting';
create index outbox_of_channel on outbox (channel, seq);
create index outbox_of_state on outbox (state, seq);
create index outbox_finished on outbox (finished_at) where finished_at is not null;
