-- The copy of the registry entry by entry, so that a change of one member writes one row; a network has thousands.
create table registry_entry (
    kind text not null check (kind in ('member', 'agreement', 'category', 'retired')),
    id   text not null,
    body text not null,
    primary key (kind, id)
) strict, without rowid;

insert into registry_entry select 'member', json_extract(m.value, '$.code'), m.value
    from registry r, json_each(r.body, '$.members') m;
insert into registry_entry select 'agreement', json_extract(a.value, '$.id'), a.value
    from registry r, json_each(r.body, '$.agreements') a;
insert into registry_entry select 'category', printf('%05d', c.key), c.value
    from registry r, json_each(r.body, '$.categories') c;
insert into registry_entry select 'retired', printf('%05d', k.key), k.value
    from registry r, json_each(r.body, '$.retired') k;
alter table registry drop column body;

-- What cannot be applied yet: parts of a version whose others have not come (from 1), and changes (0) that begin later than the
-- copy ends.
create table registry_awaited (
    version integer not null,
    part    integer not null,
    body    text    not null,
    at      integer not null,
    primary key (version, part)
) strict;
