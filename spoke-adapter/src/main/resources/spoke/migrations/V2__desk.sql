-- The desk's own store. Instants are milliseconds since 1970 UTC; ids of messages and FAQs are UUIDs as text.

-- A citizen at the counter or on the phone. The name and the number stay in this table: no message carries them.
create table contact (
    id            integer primary key autoincrement,
    state         text    not null check (state in ('waiting', 'taken', 'closed', 'ticket')),
    channel       text    not null,
    category      text    not null,
    territory     text    not null,
    subject       text    not null,
    description   text    not null,
    citizen_name  text,
    citizen_phone text,
    operator      text,
    answer        text,
    faq           text,
    ticket        text,
    registered_at integer not null,
    taken_at      integer,
    ended_at      integer
);
create index contact_by_state on contact (state, id);

-- A ticket as this member knows it. Owner, epoch, status and offer are what the hub recorded under "sequence".
create table ticket (
    number         text    primary key,
    contact        integer references contact (id),
    subject        text,
    description    text,
    category       text,
    territory      text,
    channel        text,
    due            integer,
    tracking_code  text,
    originator     text,
    owner          text    not null,
    epoch          integer not null,
    status         text    not null,
    offered_to     text,
    deadline       integer,
    sequence       integer not null,
    changed_at     integer not null
);
create index ticket_by_owner on ticket (owner, status);

-- What was said about a ticket: by others and recorded, or by this member and on its way, recorded or refused.
create table ticket_event (
    message     text    primary key,
    ticket      text    not null references ticket (number),
    sequence    integer not null,
    standing    text    not null check (standing in ('on_its_way', 'recorded', 'refused')),
    type        text    not null,
    by_member   text    not null,
    to_member   text,
    for_citizen integer not null,
    content     text    not null,
    operator    text,
    refusal     text,
    seen_at     integer,
    at          integer not null
);
create index ticket_event_by_ticket on ticket_event (ticket, sequence);
create index ticket_event_by_standing on ticket_event (standing, seen_at);

create table faq (
    id          integer primary key autoincrement,
    faq         text    not null,
    version     integer not null,
    author      text    not null,
    language    text    not null,
    category    text    not null,
    question    text    not null,
    answer      text    not null,
    keywords    text    not null,
    state       text    not null check (state in ('on_its_way', 'proposed', 'published', 'returned', 'refused', 'superseded', 'withdrawn')),
    reason      text,
    reviewed_by text,
    message     text,
    review      text,
    refusal     text,
    at          integer not null,
    unique (faq, version)
);
create index faq_by_state on faq (state, at);

-- Holds the published versions only; rowid is faq.id. Diacritics are removed so that "perche" finds "perché".
create virtual table faq_search using fts5 (
    question, keywords, answer,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '3 4 5'
);
