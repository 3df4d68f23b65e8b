-- From what became of an incident to a message: the groups that incidents are told in, and the messages that are to be delivered.

create table notification_groups (
  group_key text primary key not null,
  route_key text not null,
  channel text not null,
  labels text not null,
  first_seen integer not null,
  last_look integer,
  last_sent integer,
  due_at integer not null
) without rowid;

create index notification_groups_due on notification_groups (due_at);
create index notification_groups_of_route on notification_groups (route_key);

-- told: the severity that the channel was told the incident fires with; null where it was not told that it fires.
create table notification_group_incidents (
  group_key text not null,
  incident_id text not null,
  told text,
  told_acknowledged integer not null default 0,
  muted integer not null default 0,
  primary key (group_key, incident_id),
  check (told in ('info', 'warning', 'critical'))
) without rowid;

create index notification_group_incidents_of_incident on notification_group_incidents (incident_id);

-- id: the idempotency key. attempts: those that were begun. held_until: the receiver asked to be left alone until then.
create table outbox (
  seq integer primary key autoincrement,
  id text not null unique,
  channel text not null,
  route_key text not null,
  group_key text not null,
  kind text not null,
  severity text not null,
  incident_id text not null,
  incident_count integer not null,
  payload text not null,
  created_at integer not null,
  due_at integer not null,
  held_until integer,
  attempts integer not null default 0,
  lease_until integer,
  lease_owner text,
  state text not null default 'waiting',
  status_code integer,
  detail text,
  finished_at integer,
  check (state in ('waiting', 'delivered', 'failed', 'cancelled')),
  check (severity in ('info', 'warning', 'critical')),
  check ((state = 'waiting') = (finished_at is null))
);

create index outbox_due on outbox (channel, due_at, seq) where state = 'waiting';
create index outbox_order on outbox (channel, group_key, seq) where state = 'waiting';
create index outbox_of_channel on outbox (channel, seq);
create index outbox_of_state on outbox (state, seq);
create index outbox_finished on outbox (finished_at) where finished_at is not null;
