-- Who may do what over the web, and what they did.

create table api_keys (
  name text primary key not null,
  role text not null,
  hash text not null unique,
  created_by text not null,
  created_at integer not null,
  expires_at integer,
  constraint api_keys_role_known check (role in ('viewer', 'operator', 'admin'))
);

create table audit_log (
  id integer primary key autoincrement,
  at integer not null,
  actor text not null,
  role text not null,
  address text,
  action text not null,
  target text not null,
  before_change text,
  after_change text
);

create index audit_log_by_time on audit_log (at);
create index audit_log_of_target on audit_log (target, id);
