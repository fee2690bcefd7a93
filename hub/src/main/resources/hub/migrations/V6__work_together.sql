-- Working on a ticket together: the clock that stands still, and what is open around a ticket. Conventions: V1__exchange.sql.

alter table ticket
    add column facts_since   bigint not null default 1 check (facts_since >= 1),
    add column pending_since timestamptz,
    add column stopped_ms    bigint not null default 0 check (stopped_ms >= 0),
    -- what few tickets have, as the rules write it: null where there is none of it
    add column matters       jsonb,
    -- the first deadline of its open tasks
    add column task_due      timestamptz,
    add column referral      uuid,
    add column referred_at   timestamptz,
    add column merged_into   text check (merged_into <> number),
    add check ((status = 'merged') = (merged_into is not null)),
    add check ((referral is null) = (referred_at is null)),
    add check (referral is null or offer is null);
create index ticket_referred on ticket (referred_at) where referral is not null;
create index ticket_with_task on ticket (task_due) where task_due is not null;

-- Records a batch that was decided: evidence, tickets, messages, deliveries. Ids of deliveries come with the batch, in its
-- order, so that here everything can be written in sets, a tenant at a time.
--   batch: {evidence: {...}, refused: [refused], tickets: [{originator, opened: [ticket], changed: [ticket]}],
--           senders: [{sender, messages: [message], deliveries: [{id, recipient, message, ticket}],
--                      newcomers: [{member, ticket, sequence, first}]}]}
create or replace function exchange_record(batch jsonb) returns void
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
                    parties = n.parties, updated_at = n.updated_at, resolved_at = n.resolved_at,
                    pending_since = n.pending_since, stopped_ms = n.stopped_ms, matters = n.matters,
                    subject = n.subject, category = n.category, territory = n.territory, due = n.due,
                    facts_since = n.facts_since, task_due = n.task_due,
                    referral = n.referral, referred_at = n.referred_at,
                    merged_into = n.merged_into
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
            -- the hub is no reader of what was said: what it has brought about the originator tells, who has read it all
            if part ->> 'sender' = 'hub' then
                perform set_config('snodo.tenant', t ->> 'originator', true)
                    from jsonb_array_elements(batch -> 'tickets') t
                    where t -> 'changed' @> jsonb_build_array(jsonb_build_object('number', c.ticket));
            end if;
            perform tell_newcomer(c.member, c.ticket, c.sequence, c.first, now_is);
        end loop;
        perform set_config('snodo.tenant', part ->> 'sender', true);
        insert into delivery (id, recipient, sender, message, ticket, due)
            select d.id, d.recipient, part ->> 'sender', d.message, d.ticket, now_is
            from jsonb_to_recordset(part -> 'deliveries') as d (id bigint, recipient text, message uuid, ticket text);
    end loop;
    perform set_config('snodo.tenant', before, true);
    perform exchange_refuse(batch -> 'refused');
end
$$;

-- Numbers of tickets with something due by the clock: an offer or a task that has expired, a resolution met with silence.
drop function tickets_due(timestamptz, timestamptz, int);
create function tickets_due(at timestamptz, silent_since timestamptz, most int)
    returns table (number text, offer uuid, outcome text, task uuid)
    language sql stable security definer set search_path = public, pg_temp as
$$
    (select t.number, t.offer, null::text, null::uuid from ticket t
     where t.offer is not null and t.deadline <= at order by t.deadline limit most)
    union all
    (select t.number, null::uuid, t.outcome, null::uuid from ticket t
     where t.status = 'resolved' and t.resolved_at <= silent_since order by t.resolved_at limit most)
    union all
    (select t.number, null::uuid, null::text, (x ->> 'id')::uuid
     from ticket t, jsonb_array_elements(t.matters -> 'tasks') x
     where t.task_due <= at and (x ->> 'deadline')::timestamptz <= at order by t.task_due limit most)
$$;
revoke execute on function tickets_due from public;
grant execute on function tickets_due to ${app};

-- What the hub's operator needs to place a ticket, and not a word of what it says.
create function tickets_referred(most int)
    returns table (number text, referral uuid, owner text, visited text[], category text, territory text,
                   since timestamptz)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select t.number, t.referral, t.owner, t.visited, t.category, t.territory, t.referred_at
    from ticket t where t.referral is not null order by t.referred_at limit most
$$;
revoke execute on function tickets_referred from public;
grant execute on function tickets_referred to ${app};

-- Where a citizen's number leads, for one who holds number and code: to the ticket that goes on instead of a merged one,
-- and to those that parts of the request have become; who holds each, how far it is, and nothing else.
create function ticket_leads_to(asked text, digest text)
    returns table (relation text, number text, owner text, status text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    with recursive mine as (
        select t.number, t.merged_into, t.matters from ticket t where t.number = asked and t.tracking_digest = digest),
    way (relation, place, onward) as (
        (select 'merged', m.number, m.merged_into from mine m where m.merged_into is not null
         union all
         select 'part', p.number, p.merged_into
         from mine m, jsonb_array_elements_text(m.matters -> 'parts') x join ticket p on p.number = x)
        union
        select w.relation, n.number, n.merged_into from way w join ticket n on n.number = w.onward)
    select w.relation, t.number, t.owner, t.status from way w join ticket t on t.number = w.place
    where w.onward is null order by w.relation, t.number
$$;
revoke execute on function ticket_leads_to from public;
grant execute on function ticket_leads_to to ${app};
