-- Fields of a message that only some of its readers may see. Conventions: V1__exchange.sql.

-- "jws" is the same for every reader; what stands behind it is not, and is a row for each field.
alter table message add column hidden int not null default 0 check (hidden >= 0);

create table disclosure (
    sender   text not null,
    message  uuid not null,
    place    int not null,
    ticket   text,
    audience text not null check (audience in ('citizen', 'parties', 'named', 'owner')),
    named    text[] not null,
    text     text not null,
    readers  text[] not null,
    primary key (sender, message, place)
);
create index disclosure_of_ticket on disclosure (ticket);

alter table disclosure enable row level security;
alter table disclosure force row level security;
create policy sender_writes on disclosure for insert
    with check (sender = current_tenant());
create policy readers_read on disclosure for select
    using (sender = current_tenant() or readers @> array [current_tenant()]);
-- who may see a field may let another see it (a newcomer, another owner); nothing else of it ever changes
create policy readers_share on disclosure for update
    using (sender = current_tenant() or readers @> array [current_tenant()]);
create policy owner_reads on disclosure for select to current_user using (true);
revoke update, delete, truncate on disclosure from ${app};
grant update (readers) on disclosure to ${app};

-- A message as it travels to whom it is read for: its JWS, and of what it hides what the tenant may see.
create function message_seen(m message) returns text
    language sql stable
    return case when (m).hidden = 0 then (m).jws
                else (m).jws || '~' || coalesce((select string_agg(d.text || '~', '' order by d.place)
                                                 from disclosure d
                                                 where d.sender = (m).sender and d.message = (m).id), '')
           end;

-- A delivery that is made because there is more to see is not confirmed by a receipt for less.
alter table delivery add column disclosed int not null default 0;

-- Shows "whom" what it may see of what was hidden before event "upto" of the ticket. With "first" what it has got already
-- is delivered to it again, by deliveries from there on; then returns whether something is. Called as one who has seen it.
create function disclose(whom text, about text, upto bigint, as_owner boolean, first bigint, at timestamptz)
    returns boolean
    language plpgsql as
$$
declare
    senders text[];
    ids     uuid[];
begin
    with shown as (
        update disclosure d set readers = d.readers || whom
        where d.ticket = about and not d.readers @> array [whom]
          and (as_owner or d.audience in ('citizen', 'parties') or d.audience = 'named' and d.named @> array [whom])
          and exists (select from message m
                      where m.sender = d.sender and m.id = d.message and m.sequence < upto
                        and m.readers @> array [whom])
        returning d.sender, d.message)
    select array_agg(s.sender order by s.sequence), array_agg(s.message order by s.sequence) into senders, ids
    from (select distinct m.sequence, shown.sender, shown.message
          from shown join message m on m.sender = shown.sender and m.id = shown.message) s;
    if ids is null or first is null then
        return false;
    end if;
    insert into delivery (id, recipient, sender, message, ticket, due, disclosed)
        select first + p.place - 1, whom, p.sender, p.id, about, at,
               (select count(*) from disclosure d
                where d.sender = p.sender and d.message = p.id and d.readers @> array [whom])
        from unnest(senders, ids) with ordinality as p (sender, id, place);
    return true;
end
$$;

-- Records a batch that was decided: evidence, tickets, messages, disclosures, deliveries. Ids of deliveries come with the
-- batch, in its order, so that here everything can be written in sets, a tenant at a time. Returns who is delivered
-- something again, because it may see more of it.
--   batch: {evidence: {...}, refused: [refused], tickets: [{originator, opened: [ticket], changed: [ticket]}],
--           disclosures: [disclosure],
--           arrivals: [{sender, member, ticket, sequence, newcomer, owner, teller, first, again}],
--           senders: [{sender, messages: [message], deliveries: [{id, recipient, message, ticket}]}]}
drop function exchange_record(jsonb);
create function exchange_record(batch jsonb) returns json
    language plpgsql set enable_seqscan = off as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    now_is timestamptz := batch -> 'evidence' ->> 'recorded_at';
    part   jsonb;
    n      ticket;
    c      record;
    again  text[] := '{}';
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
                             hidden, leaf, leaf_index, path, batch, recorded_at)
            select part ->> 'sender', m.id, m.digest, m.type, m.ticket, m.sequence, m.audience, m.readers,
                   m.by_citizen, m.binding, m.jws, m.hidden, m.leaf, m.leaf_index, m.path,
                   (batch -> 'evidence' ->> 'number')::bigint, now_is
            from jsonb_to_recordset(part -> 'messages')
                 as m (id uuid, digest text, type text, ticket text, sequence bigint, audience text, readers text[],
                       by_citizen boolean, binding text, jws text, hidden int, leaf text, leaf_index int, path text[]);
    end loop;
    for c in select * from jsonb_to_recordset(batch -> 'disclosures')
             as d (sender text, message uuid, place int, ticket text, audience text, named text[], text text,
                   readers text[]) loop
        perform set_config('snodo.tenant', c.sender, true);
        insert into disclosure (sender, message, place, ticket, audience, named, text, readers)
            values (c.sender, c.message, c.place, c.ticket, c.audience, c.named, c.text, c.readers);
    end loop;
    -- in the order of the messages: who is let in and who takes over may be the same, one message after the other
    for c in select * from jsonb_to_recordset(batch -> 'arrivals')
             as a (sender text, member text, ticket text, sequence bigint, newcomer boolean, owner boolean, teller text,
                   first bigint, again bigint) loop
        if c.owner then
            perform set_config('snodo.tenant', c.teller, true);
            if disclose(c.member, c.ticket, c.sequence, true, c.again, now_is) then
                again := again || c.member;
            end if;
        end if;
        if c.newcomer then
            perform set_config('snodo.tenant', c.sender, true);
            -- the hub is no reader of what was said: what it has brought about the originator tells, who has read it all
            if c.sender = 'hub' then
                perform set_config('snodo.tenant', t ->> 'originator', true)
                    from jsonb_array_elements(batch -> 'tickets') t
                    where t -> 'changed' @> jsonb_build_array(jsonb_build_object('number', c.ticket));
            end if;
            perform tell_newcomer(c.member, c.ticket, c.sequence, c.first, now_is);
            perform set_config('snodo.tenant', c.teller, true);
            perform disclose(c.member, c.ticket, c.sequence, c.owner, null, now_is);
        end if;
    end loop;
    for part in select * from jsonb_array_elements(batch -> 'senders') loop
        perform set_config('snodo.tenant', part ->> 'sender', true);
        insert into delivery (id, recipient, sender, message, ticket, due)
            select d.id, d.recipient, part ->> 'sender', d.message, d.ticket, now_is
            from jsonb_to_recordset(part -> 'deliveries') as d (id bigint, recipient text, message uuid, ticket text);
    end loop;
    perform set_config('snodo.tenant', before, true);
    perform exchange_refuse(batch -> 'refused');
    return array_to_json(again);
end
$$;

-- What recipients say of deliveries of theirs; all that one of them says of one message at a time. An entry that names no
-- delivery of the teller's, or another digest, is passed over. Returns what is news, for the senders:
-- [{sender, message, by, level, refusal}].
--   entries: [{teller, message, digest, level, refusal, disclosed}]
create or replace function exchange_receipts(entries jsonb, at timestamptz) returns json
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
                    max(x.disclosed) as disclosed,
                    max(x.place) filter (where x.level = 'L3') as yes,
                    max(x.place) filter (where x.level = 'refused') as no,
                    (array_agg(x.refusal order by x.place desc) filter (where x.level = 'refused'))[1] as code
             from rows from (jsonb_to_recordset(entries)
                                 as (teller text, message uuid, digest text, level text, refusal text,
                                     disclosed int))
                  with ordinality as x (teller, message, digest, level, refusal, disclosed, place)
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
            where d.recipient = e.teller and d.message = e.message and coalesce(e.disclosed, 0) >= d.disclosed
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

