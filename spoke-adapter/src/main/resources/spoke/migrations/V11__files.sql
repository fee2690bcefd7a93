-- Contents of attachments that are brought to the hub; the octets are files under their digests.
create table carried_file (
    offer    text    not null primary key,
    ticket   text    not null,
    digest   text    not null,
    size     integer not null,
    state    text    not null check (state in ('coming', 'held', 'free', 'rejected', 'failed')),
    reason   text,
    sent     integer not null,
    attempts integer not null,
    due      integer not null,
    begun_at integer not null
);
create index carried_file_due on carried_file (due) where state in ('coming', 'held');
create index carried_file_by_ticket on carried_file (ticket);
