-- Instants are milliseconds since 1970 in UTC. A lane is a ticket number, or the name of a subject that is no ticket:
-- what is in one lane is sent, and applied, in its order.

create table outbox (
    position    integer primary key autoincrement,
    message     text    not null unique,
    lane        text    not null,
    ticket      text,
    type        text    not null,
    recipients  text    not null,
    jws         text    not null,
    digest      text    not null,
    state       text    not null check (state in ('waiting', 'sent', 'recorded', 'delivered', 'applied', 'refused')),
    attempts    integer not null default 0,
    next_try    integer not null,
    said_at     integer not null,
    recorded_at integer,
    sequence    integer,
    refusal     text,
    refused_by  text,
    problem     text,
    alarms      integer not null default 0,
    next_alarm  integer
) strict;
create index outbox_open on outbox (position) where state in ('waiting', 'sent');
create index outbox_lane on outbox (lane, position) where state in ('waiting', 'sent');
create index outbox_refused on outbox (position) where state = 'refused';
create index outbox_alarm on outbox (next_alarm) where next_alarm is not null;
create index outbox_ticket on outbox (ticket) where ticket is not null;

-- how far each recipient says a message of ours has come
create table outbox_step (
    message text    not null references outbox (message),
    member  text    not null,
    level   text    not null,
    refusal text,
    at      integer not null,
    primary key (message, member)
) strict, without rowid;

create table inbox (
    position    integer primary key autoincrement,
    sender      text    not null,
    message     text    not null,
    type        text    not null,
    lane        text    not null,
    ticket      text,
    sequence    integer not null,
    digest      text    not null,
    jws         text    not null,
    stamp       text    not null,
    state       text    not null check (state in ('received', 'waiting', 'applied', 'rejected')),
    attempts    integer not null default 0,
    next_try    integer not null,
    cause       text,
    refusal     text,
    received_at integer not null,
    ended_at    integer,
    told        text,
    unique (sender, message)
) strict;
create index inbox_pending on inbox (position) where state in ('received', 'waiting');
create index inbox_blocked on inbox (lane, next_try) where state = 'waiting';
create index inbox_untold on inbox (position) where told is null or (told = 'L2' and state in ('applied', 'rejected'));
create index inbox_rejected on inbox (position) where state = 'rejected';

-- frames that could not be verified: kept for a person to see, without their content, never applied
create table unverified (
    position integer primary key autoincrement,
    at       integer not null,
    refusal  text    not null,
    sender   text,
    message  text,
    detail   text    not null
) strict;

create table registry (
    only    integer primary key check (only = 1),
    version integer not null,
    body    text    not null,
    at      integer not null
) strict;

create table serial (
    name text    primary key,
    next integer not null
) strict, without rowid;

create table bond (
    ticket     text    not null,
    system     text    not null,
    local_id   text    not null,
    state      text    not null check (state in ('bound', 'broken', 'ended')),
    since      integer not null,
    primary key (ticket, system),
    unique (system, local_id)
) strict, without rowid;

create table bond_event (
    position integer primary key autoincrement,
    ticket   text    not null,
    system   text    not null,
    local_id text    not null,
    state    text    not null,
    cause    text,
    at       integer not null
) strict;
create index bond_event_ticket on bond_event (ticket, system);

create table help (
    episode    text    primary key,
    busy       text    not null,
    helper     text    not null,
    queue      text    not null,
    skill      text    not null,
    why        text    not null,
    started_at integer not null,
    ended_at   integer,
    end_why    text
) strict, without rowid;
