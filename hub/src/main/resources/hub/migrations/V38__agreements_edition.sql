-- Agreements that are listed one by one are many and change seldom: whoever has read them of this edition has them still.
alter table registry_version add agreements uuid not null default gen_random_uuid();
