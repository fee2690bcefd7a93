-- Knowledge held in common, who helps whom, and what the pages need to see. Conventions: V1__exchange.sql.

-- --------------------------------------------------------------------------------------------------- knowledge

-- A FAQ is named by its author and the author's id, so that nobody can take another's name for his own.
create table faq_version (
    author      text not null,
    faq         uuid not null,
    version     int not null check (version >= 1),
    language    text not null,
    question    text not null,
    answer      text not null,
    category    text not null,
    keywords    text[] not null,
    state       text not null check (state in ('proposed', 'published', 'returned', 'superseded', 'withdrawn')),
    proposed_at timestamptz not null,
    reviewer    text,
    reviewed_at timestamptz,
    reason      text,
    primary key (author, faq, version),
    check (reviewer is distinct from author),
    check (state not in ('published', 'returned') or reviewer is not null)
);
create index faq_published on faq_version (category, faq) where state = 'published';

alter table faq_version enable row level security;
alter table faq_version force row level security;
create policy author_keeps on faq_version
    using (author = current_tenant())
    with check (author = current_tenant());
-- What the network holds in common every member may read; what was sent back is between author and reviewer.
create policy members_read on faq_version for select
    using (current_tenant() is not null and state in ('proposed', 'published', 'superseded', 'withdrawn'));
revoke delete, truncate on faq_version from ${app};

-- ---------------------------------------------------------------------------------------------------- overflow

-- The latest word on each queue.
create table queue_reading (
    member         text not null,
    queue          text not null,
    waiting        int not null,
    operators_free int not null,
    high           int not null,
    low            int not null,
    received_at    timestamptz not null,
    primary key (member, queue)
);
alter table queue_reading enable row level security;
alter table queue_reading force row level security;
create policy member_keeps on queue_reading
    using (member = current_tenant())
    with check (member = current_tenant());
-- The hub weighs one member against another; that is all it may do with them.
create policy hub_weighs on queue_reading for select
    using (current_tenant() = 'hub');
revoke truncate on queue_reading from ${app};

-- Who helps whom. Messages about it carry ids and times from here, so that one repeated after a crash is the same one.
create table help_episode (
    id            uuid primary key,
    busy          text not null,
    helper        text not null check (helper <> busy),
    queue         text not null,
    skill         text not null,
    started_at    timestamptz not null,
    start_message uuid not null,
    start_said    boolean not null default false,
    ended_at      timestamptz,
    why           text,
    stop_message  uuid not null,
    stop_said     boolean not null default false,
    check ((ended_at is null) = (why is null)),
    check (ended_at >= started_at)
);
-- The same help is never open twice, whatever two nodes of the hub may decide at once.
create unique index help_open on help_episode (busy, queue, helper) where ended_at is null;
create index help_ended on help_episode (ended_at);
create index help_unsaid on help_episode (started_at) where not start_said or (ended_at is not null and not stop_said);

alter table help_episode enable row level security;
alter table help_episode force row level security;
create policy hub_decides on help_episode
    using (current_tenant() = 'hub')
    with check (current_tenant() = 'hub');
create policy both_read on help_episode for select
    using (current_tenant() in (busy, helper));
revoke delete, truncate on help_episode from ${app};

-- ------------------------------------------------------------------------- what the pages see across tenants

create index message_by_time on message using brin (recorded_at);

-- How far each ticket has come, for pages that are open on it.
create function ticket_pulse(numbers text[]) returns table (number text, sequence bigint)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select t.number, t.sequence from ticket t where t.number = any (numbers)
$$;

-- When each member was last heard, by the newest message of its own (ids sort by time).
create function members_heard(codes text[]) returns table (member text, heard_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select c, (select m.recorded_at from message m where m.sender = c order by m.id desc limit 1) from unnest(codes) c
$$;

-- How many messages of what type from whom, minute by minute; never which.
create function traffic_since(at timestamptz)
    returns table (minute timestamptz, sender text, type text, messages bigint)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select date_trunc('minute', m.recorded_at), m.sender, m.type, count(*)
    from message m where m.recorded_at >= at
    group by 1, 2, 3
$$;

-- How many tickets are where, for the overview.
create function tickets_by_status() returns table (status text, tickets bigint)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select t.status, count(*) from ticket t group by t.status
$$;

revoke execute on function ticket_pulse, members_heard, traffic_since, tickets_by_status from public;
grant execute on function ticket_pulse, members_heard, traffic_since, tickets_by_status to ${app};
