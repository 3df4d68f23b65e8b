-- Who may do what over the web, and what they did.

create table api_keys (
  name text collate "C" primary key,
  role text not null,
  hash text not null unique,
  created_by text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  constraint api_keys_role_known check (role in ('viewer', 'operator', 'admin'))
);

comment on column api_keys.hash is 'SHA-256 of the key, which has 256 random bits: it is found by this alone, and cannot be guessed from it.';

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz(3) not null,
  actor text not null,
  role text not null,
  address text,
  action text not null,
  target text not null,
  before_change json,
  after_change json
);

create index audit_log_by_time on audit_log (at);
create index audit_log_of_target on audit_log (target, id);
