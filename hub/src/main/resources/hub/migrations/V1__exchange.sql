-- The exchange's tables: tickets, messages, deliveries, evidence.
--
-- Conventions, for this file and those that follow:
--   * a tenant is named by its member's code; the hub is the tenant 'hub'; nobody is no tenant and sees no row
--   * every tenant table has row security ENABLED and FORCED, so that it holds for the owner too
--   * policies ask current_tenant(); without a tenant it is null, and null lets nothing through
--   * the owner may read (never write) without a tenant, which is what the few SECURITY DEFINER functions live on:
--     they are the only sight across tenants, and each gives out the least that will do
--   * beforeMigrate.sql has granted ${app} select, insert, update, delete on what is made here; what is less is revoked

create function current_tenant() returns text
    language sql stable parallel safe
    return nullif(current_setting('snodo.tenant', true), '');

-- ---------------------------------------------------------------------------------------------------- evidence

-- One row a batch: what was signed, and the hashes of its leaves. No tenant's data, hence no row security; append-only.
create table evidence_batch (
    number      bigint primary key check (number > 0),
    root        text not null,
    previous    text,
    signed      text not null,
    leaves      bytea not null check (length(leaves) > 0 and length(leaves) % 32 = 0),
    recorded_at timestamptz not null
);
revoke update, delete, truncate on evidence_batch from ${app};

-- ----------------------------------------------------------------------------------------------------- tickets

create table ticket (
    number          text primary key,
    originator      text not null,
    owner           text not null,
    epoch           int not null check (epoch >= 1),
    visited         text[] not null,
    offer           uuid,
    offered_to      text,
    deadline        timestamptz,
    status          text not null,
    outcome         text,
    sequence        bigint not null check (sequence >= 1),
    parties         text[] not null,
    subject         text not null,
    category        text not null,
    territory       text,
    channel         text not null,
    due             timestamptz,
    tracking_digest text,
    opened_at       timestamptz not null,
    updated_at      timestamptz not null,
    resolved_at     timestamptz,
    check ((offer is null) = (offered_to is null) and (offer is null) = (deadline is null)),
    check (parties @> array [originator, owner])
);
create index ticket_of_party on ticket using gin (parties);
create index ticket_on_offer on ticket (deadline) where offer is not null;
create index ticket_in_silence on ticket (resolved_at) where status = 'resolved';

alter table ticket enable row level security;
alter table ticket force row level security;
create policy parties on ticket
    using (parties @> array [current_tenant()])
    with check (parties @> array [current_tenant()]);
create policy owner_reads on ticket for select to current_user using (true);
revoke delete, truncate on ticket from ${app};

-- ---------------------------------------------------------------------------------------------------- messages

-- The inbox and the ticket's history in one: sealed bytes as they came, and what was recorded about them.
-- No foreign keys on what flows: exchange_record is the only writer, and the checks would cost as much as the rows.
create table message (
    sender      text not null,
    id          uuid not null,
    digest      text not null,
    type        text not null,
    ticket      text,
    sequence    bigint not null default 0,
    audience    text not null check (audience in ('citizen', 'parties', 'named', 'owner')),
    readers     text[] not null,
    by_citizen  boolean not null,
    binding     text not null,
    jws         text not null,
    leaf        text not null,
    leaf_index  int not null,
    path        text[] not null,
    batch       bigint not null,
    recorded_at timestamptz not null,
    primary key (sender, id)
);
create unique index message_in_order on message (ticket, sequence) where ticket is not null;

alter table message enable row level security;
alter table message force row level security;
create policy sender_writes on message for insert
    with check (sender = current_tenant());
create policy readers_read on message for select
    using (sender = current_tenant() or readers @> array [current_tenant()]);
-- who may read a message may let another reader in (a newcomer to the ticket); nothing else of it ever changes
create policy readers_share on message for update
    using (sender = current_tenant() or readers @> array [current_tenant()]);
create policy owner_reads on message for select to current_user using (true);
revoke update, delete, truncate on message from ${app};
grant update (readers) on message to ${app};

-- What was decided against: a copy that comes later gets the same answer, and is not decided anew.
create table refused (
    sender     text not null,
    id         uuid not null,
    digest     text not null,
    code       text not null,
    detail     text,
    refused_at timestamptz not null,
    primary key (sender, id)
);
create index refused_by_time on refused using brin (refused_at);

alter table refused enable row level security;
alter table refused force row level security;
create policy senders on refused
    using (sender = current_tenant())
    with check (sender = current_tenant());
create policy owner_reads on refused for select to current_user using (true);
create policy owner_forgets on refused for delete to current_user using (true);
revoke update, delete, truncate on refused from ${app};

-- -------------------------------------------------------------------------------------------------- deliveries

create table delivery (
    id        bigint primary key, -- grows with what is delivered: the batch's number, and the place in the batch
    recipient text not null,
    sender    text not null,
    message   uuid not null,
    ticket    text,
    state     text not null default 'pending' check (state in ('pending', 'put', 'parked')),
    attempts  int not null default 0,
    due       timestamptz not null,
    cause     text,
    put_at    timestamptz,
    l2_at     timestamptz,
    l3_at     timestamptz,
    l4_at     timestamptz,
    refusal   text
);
create index delivery_of_message on delivery (recipient, message);
create index delivery_pending on delivery (recipient, id) where state = 'pending';
create index delivery_parked on delivery (recipient, id) where state = 'parked';
create index delivery_unconfirmed on delivery (put_at)
    where state = 'put' and l2_at is null and refusal is null;

alter table delivery enable row level security;
alter table delivery force row level security;
-- A message is delivered to its readers and to nobody else: this is where data passes from one tenant to another.
create policy to_readers_only on delivery for insert
    with check (exists (select from message m
                        where m.sender = delivery.sender and m.id = delivery.message
                          and m.readers @> array [delivery.recipient]));
create policy both_ends_read on delivery for select
    using (recipient = current_tenant() or sender = current_tenant());
create policy recipient_progresses on delivery for update
    using (recipient = current_tenant());
create policy owner_reads on delivery for select to current_user using (true);
revoke delete, truncate on delivery from ${app};

-- --------------------------------------------------------------- the exchange's two round trips, and receipts

-- A plan made while a table was small is kept until the next ANALYZE, and a burst comes sooner: a join that the planner
-- was free to turn round has cost a third of a second a batch. Therefore each row is looked for by its whole key: one
-- lateral look a row, which LIMIT keeps from being turned into a join, and no table is ever read through.

-- Opens a batch. Waits until no other batch is being recorded (the lock goes with the transaction), so what it answers
-- stays true until this transaction ends: the chain's head, the messages that came before, the tickets concerned.
-- Each row is read as its asker: what row security hides is not there.
--   items: [{sender, id, ticket, asker}]; asker is the tenant a ticket is asked for as
create function exchange_open(items jsonb) returns json
    language plpgsql set enable_seqscan = off as
$$
declare
    before  text := coalesce(current_setting('snodo.tenant', true), '');
    who     text;
    head    json;
    earlier json[] := '{}';
    against json[] := '{}';
    tickets json[] := '{}';
begin
    perform pg_advisory_xact_lock(7369726);
    select json_build_object('number', b.number, 'root', b.root) into head
        from evidence_batch b order by b.number desc limit 1;
    for who in select distinct x.sender from jsonb_to_recordset(items) as x (sender text) loop
        perform set_config('snodo.tenant', who, true);
        earlier := earlier || array(
            select json_build_object('sender', m.sender, 'id', m.id, 'digest', m.digest, 'leaf', m.leaf,
                                     'index', m.leaf_index, 'path', m.path, 'root', b.signed)
            from jsonb_to_recordset(items) as x (sender text, id uuid)
                 cross join lateral (select * from message r where r.sender = x.sender and r.id = x.id limit 1) m
                 join evidence_batch b on b.number = m.batch
            where x.sender = who);
        against := against || array(
            select json_build_object('sender', r.sender, 'id', r.id, 'digest', r.digest, 'code', r.code,
                                     'detail', r.detail)
            from jsonb_to_recordset(items) as x (sender text, id uuid)
                 cross join lateral (select * from refused f where f.sender = x.sender and f.id = x.id limit 1) r
            where x.sender = who);
    end loop;
    for who in select distinct x.asker from jsonb_to_recordset(items) as x (asker text, ticket text)
               where x.ticket is not null loop
        perform set_config('snodo.tenant', who, true);
        tickets := tickets || array(
            select json_build_object('asker', who, 'ticket', row_to_json(t))
            from (select distinct i.ticket from jsonb_to_recordset(items) as i (asker text, ticket text)
                  where i.asker = who) x
                 cross join lateral (select * from ticket k where k.number = x.ticket limit 1) t);
    end loop;
    perform set_config('snodo.tenant', before, true);
    return json_build_object('head', head, 'earlier', array_to_json(earlier), 'refused', array_to_json(against),
                             'tickets', array_to_json(tickets));
end
$$;

-- Records a batch that was decided: evidence, tickets, messages, deliveries. Ids of deliveries come with the batch, in its
-- order, so that here everything can be written in sets, a tenant at a time.
--   batch: {evidence: {...}, refused: [refused], tickets: [{originator, opened: [ticket], changed: [ticket]}],
--           senders: [{sender, messages: [message], deliveries: [{id, recipient, message, ticket}],
--                      newcomers: [{member, ticket, sequence, first}]}]}
create function exchange_record(batch jsonb) returns void
    language plpgsql set enable_seqscan = off as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    now_is timestamptz := batch -> 'evidence' ->> 'recorded_at';
    part   jsonb;
    n      ticket;
    c      record;
begin
    insert into evidence_batch (number, root, previous, signed, leaves, recorded_at)
        select e.number, e.root, e.previous, e.signed, decode(e.leaves, 'base64'), e.recorded_at
        from jsonb_to_record(batch -> 'evidence')
             as e (number bigint, root text, previous text, signed text, leaves text, recorded_at timestamptz);
    -- Tickets are written as their originator, the one party that is a party before and after every act.
    for part in select * from jsonb_array_elements(batch -> 'tickets') loop
        perform set_config('snodo.tenant', part ->> 'originator', true);
        insert into ticket select * from jsonb_populate_recordset(null::ticket, part -> 'opened');
        for n in select * from jsonb_populate_recordset(null::ticket, part -> 'changed') loop
            update ticket t
                set owner = n.owner, epoch = n.epoch, visited = n.visited, offer = n.offer, offered_to = n.offered_to,
                    deadline = n.deadline, status = n.status, outcome = n.outcome, sequence = n.sequence,
                    parties = n.parties, updated_at = n.updated_at, resolved_at = n.resolved_at
                where t.number = n.number;
            if not found then
                raise exception 'a ticket is not to be seen by its originator';
            end if;
        end loop;
    end loop;
    for part in select * from jsonb_array_elements(batch -> 'senders') loop
        perform set_config('snodo.tenant', part ->> 'sender', true);
        insert into message (sender, id, digest, type, ticket, sequence, audience, readers, by_citizen, binding, jws,
                             leaf, leaf_index, path, batch, recorded_at)
            select part ->> 'sender', m.id, m.digest, m.type, m.ticket, m.sequence, m.audience, m.readers,
                   m.by_citizen, m.binding, m.jws, m.leaf, m.leaf_index, m.path,
                   (batch -> 'evidence' ->> 'number')::bigint, now_is
            from jsonb_to_recordset(part -> 'messages')
                 as m (id uuid, digest text, type text, ticket text, sequence bigint, audience text, readers text[],
                       by_citizen boolean, binding text, jws text, leaf text, leaf_index int, path text[]);
    end loop;
    for part in select * from jsonb_array_elements(batch -> 'senders') loop
        perform set_config('snodo.tenant', part ->> 'sender', true);
        for c in select * from jsonb_to_recordset(part -> 'newcomers')
                 as n (member text, ticket text, sequence bigint, first bigint) loop
            perform tell_newcomer(c.member, c.ticket, c.sequence, c.first, now_is);
        end loop;
        insert into delivery (id, recipient, sender, message, ticket, due)
            select d.id, d.recipient, part ->> 'sender', d.message, d.ticket, now_is
            from jsonb_to_recordset(part -> 'deliveries') as d (id bigint, recipient text, message uuid, ticket text);
    end loop;
    perform set_config('snodo.tenant', before, true);
    perform exchange_refuse(batch -> 'refused');
end
$$;

-- Who is new to a ticket first gets what its parties know already: what came before event "upto", in order.
create function tell_newcomer(member text, about text, upto bigint, first bigint, at timestamptz) returns void
    language plpgsql as
$$
declare
    senders text[];
    ids     uuid[];
begin
    with told as (
        update message p set readers = p.readers || member
        where p.ticket = about and p.sequence < upto and p.audience in ('citizen', 'parties')
          and p.sender <> member and not p.readers @> array [member]
        returning p.sender, p.id, p.sequence)
    select array_agg(told.sender order by told.sequence), array_agg(told.id order by told.sequence)
        into senders, ids from told;
    insert into delivery (id, recipient, sender, message, ticket, due)
        select first + p.place - 1, member, p.sender, p.id, about, at
        from unnest(senders, ids) with ordinality as p (sender, id, place);
end
$$;

-- Remembers what was decided against: [refused].
create function exchange_refuse(decided jsonb) returns void
    language plpgsql as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    r      refused;
begin
    for r in select * from jsonb_populate_recordset(null::refused, decided) loop
        perform set_config('snodo.tenant', r.sender, true);
        insert into refused select r.*;
    end loop;
    perform set_config('snodo.tenant', before, true);
end
$$;

-- What recipients say of deliveries of theirs; all that one of them says of one message at a time. An entry that names no
-- delivery of the teller's, or another digest, is passed over. Returns what is news, for the senders:
-- [{sender, message, by, level, refusal}].
--   entries: [{teller, message, digest, level, refusal}]
create function exchange_receipts(entries jsonb, at timestamptz) returns json
    language plpgsql set enable_seqscan = off as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    e      record;
    whose  text;
    news   json[] := '{}';
begin
    for e in select x.teller, x.message, x.digest,
                    bool_or(x.level <> 'refused') as arrived,
                    bool_or(x.level in ('L3', 'L4')) as applied,
                    bool_or(x.level = 'L4') as seen,
                    max(x.place) filter (where x.level = 'L3') as yes,
                    max(x.place) filter (where x.level = 'refused') as no,
                    (array_agg(x.refusal order by x.place desc) filter (where x.level = 'refused'))[1] as code
             from rows from (jsonb_to_recordset(entries)
                                 as (teller text, message uuid, digest text, level text, refusal text))
                  with ordinality as x (teller, message, digest, level, refusal, place)
             group by x.teller, x.message, x.digest order by x.teller, min(x.place) loop
        perform set_config('snodo.tenant', e.teller, true);
        update delivery d
            set state = 'put', -- it has arrived, whatever we had noted about putting it
                cause = null,
                l2_at = case when e.arrived then coalesce(d.l2_at, at) else d.l2_at end,
                l3_at = case when e.applied then coalesce(d.l3_at, at) else d.l3_at end,
                l4_at = case when e.seen then coalesce(d.l4_at, at) else d.l4_at end,
                refusal = case when e.no > coalesce(e.yes, 0) then e.code
                               when e.yes is not null then null
                               else d.refusal end
            where d.recipient = e.teller and d.message = e.message
              and (e.arrived and d.l2_at is null or e.applied and d.l3_at is null or e.seen and d.l4_at is null
                   or e.no > coalesce(e.yes, 0) and d.refusal is distinct from e.code)
              and exists (select from message m
                          where m.sender = d.sender and m.id = d.message and m.digest = e.digest)
            returning d.sender into whose;
        if found then
            news := news || json_build_object(
                'sender', whose, 'message', e.message, 'by', e.teller,
                'level', case when e.no > coalesce(e.yes, 0) then 'refused' when e.seen then 'L4'
                              when e.applied then 'L3' else 'L2' end,
                'refusal', case when e.no > coalesce(e.yes, 0) then e.code end);
        end if;
    end loop;
    perform set_config('snodo.tenant', before, true);
    return array_to_json(news);
end
$$;

-- Marks deliveries as put, each as its recipient. A mark that is lost in a crash costs a repetition and no more, so
-- nobody waits for the disk.
create function deliveries_put(recipients text[], ids bigint[], at timestamptz) returns void
    language plpgsql set enable_seqscan = off as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    who    text;
begin
    perform set_config('synchronous_commit', 'off', true);
    for who in select distinct r from unnest(recipients) r loop
        perform set_config('snodo.tenant', who, true);
        update delivery set state = 'put', put_at = at, attempts = attempts + 1, cause = null
            where id = any (array(select p.id from unnest(recipients, ids) as p (recipient, id)
                                  where p.recipient = who))
              and state = 'pending';
    end loop;
    perform set_config('snodo.tenant', before, true);
end
$$;

-- ---------------------------------------------------- the only sights across tenants, each as narrow as it can be

-- Whose ticket it is, for one who holds number and code; otherwise no row.
create function ticket_tracked(asked text, digest text) returns text
    language sql stable security definer set search_path = public, pg_temp
    return (select originator from ticket where number = asked and tracking_digest = digest);

-- Numbers of tickets with something due by the clock: an offer that has expired, a resolution met with silence.
create function tickets_due(at timestamptz, silent_since timestamptz, most int)
    returns table (number text, offer uuid, outcome text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    (select t.number, t.offer, null from ticket t
     where t.offer is not null and t.deadline <= at order by t.deadline limit most)
    union all
    (select t.number, null, t.outcome from ticket t
     where t.status = 'resolved' and t.resolved_at <= silent_since order by t.resolved_at limit most)
$$;

-- How much waits for each recipient, how much was put and not confirmed, how much is parked.
create function delivery_lanes(confirmed_by timestamptz)
    returns table (recipient text, waiting bigint, oldest timestamptz, unconfirmed bigint, parked bigint)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select x.recipient, sum(x.waiting)::bigint, min(x.oldest), sum(x.unconfirmed)::bigint, sum(x.parked)::bigint
    from (select d.recipient, count(*) as waiting, min(d.due) as oldest, 0 as unconfirmed, 0 as parked
          from delivery d where d.state = 'pending' group by d.recipient
          union all
          select d.recipient, 0, null, count(*), 0
          from delivery d where d.state = 'put' and d.l2_at is null and d.refusal is null and d.put_at <= confirmed_by
          group by d.recipient
          union all
          select d.recipient, 0, null, 0, count(*) from delivery d where d.state = 'parked' group by d.recipient) x
    group by x.recipient
$$;

-- What is held up, without what it says: waiting after a failure, put and not confirmed, or parked.
create function deliveries_held(confirmed_by timestamptz, most int)
    returns table (id bigint, recipient text, sender text, message uuid, ticket text, type text, state text,
                   attempts int, cause text, since timestamptz)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select d.id, d.recipient, d.sender, d.message, d.ticket, m.type, d.state, d.attempts, d.cause,
           coalesce(d.put_at, m.recorded_at)
    from (select * from delivery where state = 'parked'
          union all
          select * from delivery where state = 'pending'
          union all
          select * from delivery
          where state = 'put' and l2_at is null and refusal is null and put_at <= confirmed_by) d
         join message m on m.sender = d.sender and m.id = d.message
    order by d.id limit most
$$;

-- Sends one on its way again; returns whose it is. The write itself is done as the recipient.
create function delivery_again(which bigint, at timestamptz) returns text
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    whose  text;
begin
    select d.recipient into whose from delivery d where d.id = which and d.l2_at is null;
    if whose is not null then
        perform set_config('snodo.tenant', whose, true);
        update delivery set state = 'pending', attempts = 0, due = at, cause = null where id = which;
        perform set_config('snodo.tenant', before, true);
    end if;
    return whose;
end
$$;

-- Forgets refusals so old that no copy can still be on its way.
create function refusals_forgotten(before timestamptz) returns bigint
    language sql security definer set search_path = public, pg_temp as
$$
    with gone as (delete from refused r where r.refused_at < before returning 1) select count(*) from gone
$$;

revoke execute on function ticket_tracked, tickets_due, delivery_lanes, deliveries_held, delivery_again,
    refusals_forgotten from public;
grant execute on function ticket_tracked, tickets_due, delivery_lanes, deliveries_held, delivery_again,
    refusals_forgotten to ${app};
