-- Calls on the line that are passed from office to office, and what was told of them. Both are deleted an hour after the
-- line is dead; what an operator wrote down of a call is a contact.
create table call_coming (
    id       integer primary key autoincrement,
    sender   text    not null,
    message  text    not null,
    content  text    not null,
    until    integer not null,
    operator text,
    contact  integer references contact (id),
    unique (sender, message)
);
create index call_coming_until on call_coming (until);

create table call_passed (
    message   text    primary key,
    recipient text    not null,
    content   text    not null,
    until     integer not null,
    operator  text    not null,
    contact   integer references contact (id),
    said_at   integer not null
);
create index call_passed_until on call_passed (until);
