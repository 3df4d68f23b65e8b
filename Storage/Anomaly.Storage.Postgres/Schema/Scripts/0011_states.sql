-- States stand in their rows, not in a table beside them: a write is then one row in one page, and no index and no other table has a part
-- in it. All of this holds for rows that are written from now on, and each series' is at its next checkpoint.

-- As much room free in each page as is used: a statement may write all rows of a page anew, and frees none of the old ones itself.
alter table series_state set (fillfactor = 50);

-- main: it leaves the row only where no page could hold it. So must all that is read with each row, or a long row would send its id out
-- first. The recent points are written rarely, and still go out where the row is long.
alter table series_state
  alter column payload set storage main,
  alter column series_id set storage main,
  alter column topic set storage main,
  alter column positions set storage main;

-- lz4 shortens the states by a third and costs less than writing that third. PostgreSQL's older method costs more than all else of a write,
-- so that on a server that was built without lz4 a state is not compressed as long as two of its kind fit in a page.
do $body$
begin
  alter table series_state alter column payload set compression lz4;
exception when feature_not_supported then
  alter table series_state set (toast_tuple_target = 4000);
end;
$body$;

-- With the topic first, a planner that knows nothing of the table yet takes this index to load some series, and reads all of them.
drop index series_state_homes;
create index series_state_homes on series_state (partition, topic, series_id);
