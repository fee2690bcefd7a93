-- What keeps working for whom has left, and looks that cost what they find and no more. Conventions: V1__exchange.sql.

-- As whom the hub speaks about a ticket: its originator, whose prefix may be nobody's or another's by now.
create function ticket_originator(asked text) returns text
    language sql stable security definer set search_path = public, pg_temp
    return (select originator from ticket where number = asked);

revoke execute on function ticket_originator from public;
grant execute on function ticket_originator to ${app};

-- Members for whom something has waited since then or longer, by the first in each lane. Steps from lane to lane by the
-- index: it costs as much as there are lanes with something in them, however much that is.
create function deliveries_overdue(since timestamptz) returns table (recipient text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    with recursive lane as (
        (select d.recipient, d.due from delivery d where d.state = 'pending' order by d.recipient, d.id limit 1)
        union all
        select n.recipient, n.due
        from lane l
             cross join lateral (select d.recipient, d.due from delivery d
                                 where d.state = 'pending' and d.recipient > l.recipient
                                 order by d.recipient, d.id limit 1) n)
    select lane.recipient from lane where lane.due <= since
$$;

-- What is held up, without what it says: parked, waiting, or put and not confirmed; the oldest of each kind, so that a
-- long backlog does not hide what is parked. The oldest of all lanes are in those lanes whose first is among the oldest,
-- so no more than those are looked into.
create or replace function deliveries_held(confirmed_by timestamptz, most int)
    returns table (id bigint, recipient text, sender text, message uuid, ticket text, type text, state text,
                   attempts int, cause text, since timestamptz)
    language sql stable security definer set search_path = public, pg_temp as
$$
    with recursive parked_lane as (
        (select d.recipient, d.id from delivery d where d.state = 'parked' order by d.recipient, d.id limit 1)
        union all
        select n.recipient, n.id
        from parked_lane l
             cross join lateral (select d.recipient, d.id from delivery d
                                 where d.state = 'parked' and d.recipient > l.recipient
                                 order by d.recipient, d.id limit 1) n),
    pending_lane as (
        (select d.recipient, d.id from delivery d where d.state = 'pending' order by d.recipient, d.id limit 1)
        union all
        select n.recipient, n.id
        from pending_lane l
             cross join lateral (select d.recipient, d.id from delivery d
                                 where d.state = 'pending' and d.recipient > l.recipient
                                 order by d.recipient, d.id limit 1) n),
    held as (
        (select d.* from (select * from parked_lane p order by p.id limit most) l
             cross join lateral (select * from delivery k where k.state = 'parked' and k.recipient = l.recipient
                                 order by k.id limit most) d
         order by d.id limit most)
        union all
        (select d.* from (select * from pending_lane p order by p.id limit most) l
             cross join lateral (select * from delivery k where k.state = 'pending' and k.recipient = l.recipient
                                 order by k.id limit most) d
         order by d.id limit most)
        union all
        (select d.* from delivery d
         where d.state = 'put' and d.l2_at is null and d.refusal is null and d.put_at <= confirmed_by
         order by d.put_at limit most))
    select h.id, h.recipient, h.sender, h.message, h.ticket, m.type, h.state, h.attempts, h.cause,
           coalesce(h.put_at, m.recorded_at)
    from held h
         cross join lateral (select k.type, k.recorded_at from message k
                             where k.sender = h.sender and k.id = h.message limit 1) m
    order by h.id
$$;

-- How many tickets are where is counted in here, and not by reading all of what they are about.
create index ticket_by_status on ticket (status);

revoke execute on function deliveries_overdue from public;
grant execute on function deliveries_overdue to ${app};
