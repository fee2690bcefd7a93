-- The copy of the registry names other hubs too, whose word counts for tickets of the members behind them.
create table registry_entry_next (
    kind text not null check (kind in ('member', 'agreement', 'category', 'retired', 'hub')),
    id   text not null,
    body text not null,
    primary key (kind, id)
) strict, without rowid;
insert into registry_entry_next select kind, id, body from registry_entry;
drop table registry_entry;
alter table registry_entry_next rename to registry_entry;
