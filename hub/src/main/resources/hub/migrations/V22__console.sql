-- Who logs in to the console, and what it can say of why. Conventions: V1__exchange.sql.

-- ----------------------------------------------------------------------------------------------- second factors

-- What an operator's telephone makes codes of, closed with a key that is not in here; and the last half minute whose code
-- has opened, so that none opens twice at whichever node.
create table second_factor (
    operator     text primary key,
    secret       bytea not null,
    begun_at     timestamptz not null,
    confirmed_at timestamptz,
    last_step    bigint not null default 0
);

-- For a lost telephone: what they are known by, and not what they are. Used ones are gone.
create table recovery_code (
    operator text not null references second_factor,
    mark     bytea not null,
    primary key (operator, mark)
);

do $$
declare
    kept text;
begin
    foreach kept in array array ['second_factor', 'recovery_code'] loop
        execute format('alter table %I enable row level security', kept);
        execute format('alter table %I force row level security', kept);
        execute format('create policy hub_only on %I using (current_tenant() = ''hub'')
                        with check (current_tenant() = ''hub'')', kept);
    end loop;
end
$$;
revoke truncate on second_factor, recovery_code from ${app};

-- -------------------------------------------------------------------------------------------------------- acts

-- What was done, for readers of any language: which sentence, and what it names. A member reads what was done about it.
alter table operator_act add column phrase text;
alter table operator_act add column given text[];
create policy member_reads on operator_act for select using (about = current_tenant());

-- -------------------------------------------------------------------------------------------------- the reasons

-- What was refused, and the ticket as the rules saw it. Codes, numbers and states; nothing of what was said.
create table refusal_event (
    id             bigint generated always as identity primary key,
    at             timestamptz not null,
    sender         text not null,
    binding        text not null,
    message        uuid,
    type           text,
    ticket         text,
    recipients     text[] not null,
    code           text not null,
    detail         text,
    epoch          bigint,
    saw_status     text,
    saw_owner      text,
    saw_epoch      bigint,
    saw_sequence   bigint,
    saw_offered_to text
);
create unique index refusal_event_of_message on refusal_event (message, sender, code);
create index refusal_event_of_ticket on refusal_event (ticket) where ticket is not null;
create index refusal_event_of_sender on refusal_event (sender, id);
create index refusal_event_by_time on refusal_event (at);

alter table refusal_event enable row level security;
alter table refusal_event force row level security;
create policy hub_keeps on refusal_event using (current_tenant() = 'hub') with check (current_tenant() = 'hub');
create policy sender_reads on refusal_event for select using (sender = current_tenant());
revoke update, truncate on refusal_event from ${app};

-- Why help was asked for, and who was considered: [{helper, verdict, operatorsFree}].
alter table help_episode add column waiting int;
alter table help_episode add column high int;
alter table help_episode add column considered jsonb;

-- -------------------------------------------------------------------------------------------------- deliveries

-- Each look is there twice: as whoever asks sees it, who is a member, by row security; and for the hub, across all of them.

-- What is parked, of one member or one cause where that is said; those after past, in order.
create function deliveries_parked_seen(whose text, why text, past bigint, most int)
    returns table (id bigint, recipient text, sender text, message uuid, ticket text, type text, state text,
                   attempts int, cause text, since timestamptz)
    language sql stable set search_path = public, pg_temp as
$$
    select d.id, d.recipient, d.sender, d.message, d.ticket, m.type, d.state, d.attempts, d.cause,
           coalesce(d.put_at, m.recorded_at)
    from (select k.* from delivery k
          where k.state = 'parked' and (whose is null or k.recipient = whose) and (why is null or k.cause = why)
            and k.id > past
          order by k.id limit most) d
         cross join lateral (select k.type, k.recorded_at from message k
                             where k.sender = d.sender and k.id = d.message limit 1) m
    order by d.id
$$;
create function deliveries_parked(whose text, why text, past bigint, most int)
    returns table (id bigint, recipient text, sender text, message uuid, ticket text, type text, state text,
                   attempts int, cause text, since timestamptz)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select * from deliveries_parked_seen(whose, why, past, most)
$$;

-- How much is parked, by member and cause: what can be chosen from.
create function deliveries_parked_by() returns table (recipient text, cause text, parked bigint)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select d.recipient, d.cause, count(*) from delivery d where d.state = 'parked' group by 1, 2 order by 1, 2
$$;

-- Sends those on their way again that are parked; returns which and whose. Each is written as its recipient.
create function deliveries_unparked(ids bigint[], at timestamptz) returns table (id bigint, recipient text)
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    one    record;
begin
    for one in select d.id, d.recipient from delivery d
               where d.id = any (ids) and d.state = 'parked' and d.l2_at is null order by d.id loop
        perform set_config('snodo.tenant', one.recipient, true);
        update delivery d set state = 'pending', attempts = 0, due = at, cause = null, put_at = null
        where d.id = one.id and d.state = 'parked';
        if found then
            deliveries_unparked.id := one.id;
            deliveries_unparked.recipient := one.recipient;
            return next;
        end if;
    end loop;
    perform set_config('snodo.tenant', before, true);
end
$$;

-- Where the deliveries of one message, or of one ticket's messages, are; the newest. Rows are looked for by their keys.
create function deliveries_about_seen(which uuid, about text, most int)
    returns table (id bigint, recipient text, sender text, message uuid, ticket text, type text, state text,
                   attempts int, cause text, due timestamptz, recorded_at timestamptz, put_at timestamptz,
                   l2_at timestamptz, l3_at timestamptz, l4_at timestamptz, refusal text)
    language sql stable set search_path = public, pg_temp as
$$
    select d.id, d.recipient, d.sender, d.message, d.ticket, m.type, d.state, d.attempts, d.cause, d.due, m.recorded_at,
           d.put_at, d.l2_at, d.l3_at, d.l4_at, d.refusal
    from (select k.sender, k.id, k.type, k.recorded_at, k.readers
          from (select c.code from member c union all select 'hub') c
               cross join lateral (select * from message k where k.sender = c.code and k.id = which limit 1) k
          where which is not null
          union all
          (select k.sender, k.id, k.type, k.recorded_at, k.readers
           from message k where k.ticket = about order by k.sequence desc limit most)) m
         cross join lateral unnest(m.readers) reader
         cross join lateral (select * from delivery k
                             where k.recipient = reader and k.message = m.id and k.sender = m.sender limit 1) d
    order by d.id desc limit most
$$;
create function deliveries_about(which uuid, about text, most int)
    returns table (id bigint, recipient text, sender text, message uuid, ticket text, type text, state text,
                   attempts int, cause text, due timestamptz, recorded_at timestamptz, put_at timestamptz,
                   l2_at timestamptz, l3_at timestamptz, l4_at timestamptz, refusal text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select * from deliveries_about_seen(which, about, most)
$$;
revoke execute on function deliveries_parked_seen, deliveries_parked, deliveries_parked_by, deliveries_unparked,
    deliveries_about_seen, deliveries_about from public;
grant execute on function deliveries_parked_seen, deliveries_parked, deliveries_parked_by, deliveries_unparked,
    deliveries_about_seen, deliveries_about to ${app};
