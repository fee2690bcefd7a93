-- What this member has said to agreements, and what became of it; the registry says who is among them.
create table adhesion (
    message   text    primary key,
    agreement text    not null,
    template  text    not null,
    version   integer not null,
    deed      text    not null,
    accepts   integer not null check (accepts in (0, 1)),
    operator  text    not null,
    said_at   integer not null,
    standing  text    not null default 'on_its_way' check (standing in ('on_its_way', 'recorded', 'refused')),
    refusal   text
);
create index adhesion_of on adhesion (agreement, said_at);
