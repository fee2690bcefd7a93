-- How often a message has come: a receipt that was on its way when it came again does not count for the time after.
alter table inbox add column came integer not null default 1;
