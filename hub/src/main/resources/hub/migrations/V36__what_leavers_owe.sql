-- What who leaves still owes and what it still holds, also of other hubs, and that nothing waits for who has left.
-- Conventions: V1__exchange.sql.

-- What other hubs have brought; who reads it changes, where it came from does not.
create index message_brought on message (home) where home is not null;

-- Whether it was brought to the open tenant by another hub, and is the word of nobody here.
create function message_is_brought(m message) returns boolean
    language sql stable
    return (m).home is not null
           and (m).readers @> array [current_tenant()]
           and not exists (select from member b where b.code = (m).sender);

-- What it has said to agreements stays whole: the other side proves by it what was agreed.
alter policy owner_erases on message
    using (is_erased() and type not like 'agreement.%'
           and (sender in (current_tenant(), 'hub') or home is not null and readers = array [current_tenant()]));
alter policy owner_silences on message
    using (is_erased() and type not like 'agreement.%' and sender = current_tenant());
alter policy owner_erases on disclosure
    using (is_erased()
           and (sender = current_tenant()
                or readers = array [current_tenant()]
                   and exists (select from message m
                               where m.sender = disclosure.sender and m.id = disclosure.message
                                 and m.home is not null)));

-- Whether nobody but the open tenant may read a message that it, or a hub, has sent, and no other's ticket needs its place.
create or replace function message_is_alone(m message) returns boolean
    language sql stable
    return (m).type not like 'agreement.%'
           and (message_is_brought(m) and (m).readers = array [current_tenant()]
                or (m).sender in (current_tenant(), 'hub')
                   and (m).readers <@ array [current_tenant(), 'hub']
                   and ((m).sender = current_tenant() or (m).readers @> array [current_tenant()] or (m).ticket is not null)
                   and ((m).ticket is null or ticket_is_alone((m).ticket)));

-- Deletes or silences, of "whose" and of one table, at most "most" rows, and counts them; 0 when nothing is left to do.
-- Each call is a transaction's whole work, so that it can be repeated after a crash at any point.
create or replace function leaver_erased(whose text, what text, most int) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    before   text := coalesce(current_setting('snodo.tenant', true), '');
    which    uuid;
    gone     bigint := 0;
    silenced bigint := 0;
    digests  text[];
begin
    perform set_config('snodo.tenant', whose, true);
    select d.id into which from departure d
        where d.member = whose and d.erasing_at is not null and d.ended_at is null;
    if which is null then
        perform set_config('snodo.tenant', before, true);
        raise exception 'nothing of this member is to be deleted';
    end if;
    case what
        when 'submission' then
            delete from submission where id in (select s.id from submission s where s.member = whose limit most);
            get diagnostics gone = row_count;
        when 'refused' then
            delete from refused r where r.sender = whose
                and r.id in (select f.id from refused f where f.sender = whose limit most);
            get diagnostics gone = row_count;
        when 'refusal_event' then
            perform set_config('snodo.tenant', 'hub', true); -- who keeps them
            delete from refusal_event r where r.id in (select e.id from refusal_event e where e.sender = whose limit most);
            get diagnostics gone = row_count;
        when 'invitation' then
            perform set_config('snodo.tenant', 'hub', true);
            delete from invitation i where i.member = whose;
            get diagnostics gone = row_count;
        when 'queue_reading' then
            delete from queue_reading where member = whose;
            get diagnostics gone = row_count;
        when 'faq_version' then
            delete from faq_version v where v.author = whose
                and v.ctid in (select f.ctid from faq_version f where f.author = whose limit most);
            get diagnostics gone = row_count;
        when 'member_hello' then
            delete from member_hello where member = whose;
            get diagnostics gone = row_count;
        when 'attachment' then
            with out as (
                delete from attachment a where a.sender = whose and a.offer in (
                    select b.offer from attachment b
                         left join message m on m.sender = b.sender and m.id = b.offer
                    where b.sender = whose and (m.id is null or b.state = 'awaited' or m.readers <@ array [whose, 'hub'])
                    limit most)
                returning a.digest)
            select array_agg(distinct out.digest), count(*) into digests, gone from out;
            perform set_config('snodo.tenant', 'hub', true);
            insert into departure_content select which, d from unnest(digests) d on conflict do nothing;
        when 'original' then
            delete from original o where o.member = whose and o.message in (
                select n.message from original n
                     left join message m on m.sender = n.member and m.id = n.message
                where n.member = whose
                  and (m.id is null or m.type like 'faq.%'
                       or m.readers <@ array [whose, 'hub'] and m.type not like 'agreement.%')
                limit most);
            get diagnostics gone = row_count;
        when 'disclosure' then
            delete from disclosure d where (d.sender, d.message, d.place) in (
                select c.sender, c.message, c.place from disclosure c
                where c.sender = whose and c.readers <@ array [whose, 'hub']
                union all
                select c.sender, c.message, c.place
                from message m join disclosure c on c.sender = m.sender and c.message = m.id
                where message_is_brought(m) and c.readers = array [whose]
                limit most);
            get diagnostics gone = row_count;
        when 'delivery' then
            -- what waits for it, what the hub told it alone, and what nobody else has a part in
            delete from delivery d where d.id in (
                select e.id from delivery e
                     left join message m on m.sender = e.sender and m.id = e.message
                where e.recipient = whose
                  and (e.state <> 'put' or e.l2_at is null and e.refusal is null or m.id is null or message_is_alone(m))
                   or e.sender = whose and e.l2_at is null and m.type like 'faq.%' -- which falls silent
                limit most);
            get diagnostics gone = row_count;
        when 'message' then
            -- whose leaf nobody's ticket needs goes whole: its hash stays in its batch, and the tree holds
            delete from message m where m.ctid in (
                select n.ctid from message n
                where (n.sender = whose
                       or n.sender = 'hub' and n.ticket is null and n.readers = array [whose]
                       or n.sender = 'hub' and n.ticket is not null
                          and n.ticket in (select t.number from ticket t where t.parties = array [whose])
                       or n.home is not null and n.readers = array [whose])
                  and message_is_alone(n)
                limit most);
            get diagnostics gone = row_count;
            -- what only it may read on a ticket of others keeps leaf and digest; and so does its knowledge
            update message m set jws = '' where m.ctid in (
                select n.ctid from message n
                where n.sender = whose and n.jws <> '' and n.type not like 'agreement.%'
                  and (n.readers <@ array [whose, 'hub'] or n.type like 'faq.%')
                limit most - gone);
            get diagnostics silenced = row_count;
        when 'ticket' then
            update ticket t set subject = '—', territory = null, matters = null, task_due = null, updated_at = now()
                where t.number in (
                    select u.number from ticket u
                    where u.parties = array [whose] and u.subject <> '—' and ticket_is_alone(u.number)
                    limit most);
            get diagnostics silenced = row_count;
    end case;
    perform set_config('snodo.tenant', 'hub', true);
    insert into departure_count as c (departure, name, deleted, silenced) values (which, what, gone, silenced)
        on conflict (departure, name)
            do update set deleted = c.deleted + excluded.deleted, silenced = c.silenced + excluded.silenced;
    perform set_config('snodo.tenant', before, true);
    return gone + silenced;
end
$$;

-- What has to be concluded or handed on first: nobody's ticket is lost by a departure. Of tickets that a neighbour decides on
-- its last stamp that has come here counts, and an acceptance that it has not answered yet.
create or replace function leaver_holds(whose text) returns bigint
    language sql stable security definer set search_path = public, pg_temp as
$$
    with stamps (leaf) as (
        select (m.home_stamp::jsonb ->> 'leaf')::jsonb from message m
        where m.home in (select h.code from near_hub h) and m.readers @> array [whose]
        union all
        select (p.stamp::jsonb ->> 'leaf')::jsonb from passing p
        where p.sender = whose and p.stamp is not null and p.hub in (select h.code from near_hub h)),
    last (ticket, leaf) as (
        select distinct on (s.leaf ->> 'ticket') s.leaf ->> 'ticket', s.leaf from stamps s
        order by s.leaf ->> 'ticket', (s.leaf ->> 'sequence')::bigint desc),
    payloads (ticket, payload) as (
        select p.ticket, translate(split_part(p.jws, '.', 2), '-_', '+/') from passing p
        where p.sender = whose and p.state = 'pending' and p.ticket is not null
          and p.hub in (select h.code from near_hub h))
    select count(*) from (
        select t.number from ticket t
        where t.owner = whose and t.status not in ('closed', 'cancelled', 'merged')
        union
        select l.ticket from last l
        where l.leaf ->> 'owner' = whose and l.leaf ->> 'status' not in ('closed', 'cancelled', 'merged')
        union
        select p.ticket from payloads p
        where convert_from(decode(rpad(p.payload, (length(p.payload) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::jsonb
              ->> 'type' = 'handover.accept') held
$$;

-- Of who has left before this: what waits for it, and knowledge as it came by SOAP.
create policy once on delivery for delete to current_user using (true);
delete from delivery d using departure p
where p.member = d.recipient and p.ended_at is not null
  and (d.state <> 'put' or d.l2_at is null and d.refusal is null);
drop policy once on delivery;
delete from original o using departure p, message m
where p.member = o.member and p.ended_at is not null and m.sender = o.member and m.id = o.message and m.type like 'faq.%';
