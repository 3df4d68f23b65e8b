-- Which process deletes history just now.

create table retention_lease (
  only_row integer primary key check (only_row = 1),
  owner text not null,
  held_until integer not null
);
