-- Other hubs: who is next to this one and who is behind it, what it has brought, and what goes on to it.
-- Conventions: V1__exchange.sql.

create table near_hub (
    code text primary key check (code <> 'hub'),
    body text not null
);
create table behind_hub (
    hub     text primary key,
    body    text not null,
    told_at timestamptz not null
);
-- Every key that somebody behind a neighbour has sealed with, as far as we were told: evidence outlasts who gave it.
create table behind_key (
    key_id   text primary key,
    member   text not null,
    hub      text not null,
    name     text not null,
    jwk      text not null,
    added_at timestamptz not null,
    until    timestamptz
);
do $$
declare
    registry text;
begin
    foreach registry in array array ['near_hub', 'behind_hub', 'behind_key'] loop
        execute format('alter table %I enable row level security', registry);
        execute format('alter table %I force row level security', registry);
        execute format('create policy everybody_reads on %I for select using (true)', registry);
        execute format('create policy hub_writes on %I using (current_tenant() = ''hub'')
                            with check (current_tenant() = ''hub'')', registry);
    end loop;
end
$$;
revoke delete, truncate on behind_hub, behind_key from ${app};

-- Where another hub has decided on a message: which, and its stamp. "leaf", "leaf_index", "path" and "batch" are our own
-- evidence of having been brought it.
alter table message add column home text, add column home_stamp text;

-- Of what another hub brings, that which is there already: places in "items".
--   items: [{place, sender, id, digest, recipient, disclosed}]
create function exchange_carried(items jsonb) returns json
    language plpgsql set enable_seqscan = off as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    c      record;
    known  int[] := '{}';
begin
    for c in select * from jsonb_to_recordset(items)
             as x (place int, sender text, id uuid, digest text, recipient text, disclosed int) loop
        perform set_config('snodo.tenant', c.recipient, true);
        if exists (select from delivery d join message m on m.sender = d.sender and m.id = d.message
                   where d.recipient = c.recipient and d.message = c.id and d.sender = c.sender
                     and m.digest = c.digest and m.home is not null and d.disclosed >= c.disclosed) then
            known := known || c.place;
        end if;
    end loop;
    perform set_config('snodo.tenant', before, true);
    return array_to_json(known);
end
$$;

-- Records what another hub has brought, each for one recipient; the same message for another is the same row.
--   items: [{sender, id, digest, type, ticket, sequence, by_citizen, binding, jws, hidden, home, home_stamp, leaf,
--            leaf_index, path, recipient, delivery, disclosures: [{place, audience, named, text}]}]
create function exchange_carry(items jsonb, in_batch bigint, at timestamptz) returns void
    language plpgsql set enable_seqscan = off as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    c      record;
    d      record;
begin
    for c in select * from jsonb_to_recordset(items)
             as x (sender text, id uuid, digest text, type text, ticket text, sequence bigint, by_citizen boolean,
                   binding text, jws text, hidden int, home text, home_stamp text, leaf text, leaf_index int,
                   path text[], recipient text, delivery bigint, disclosures jsonb) loop
        perform set_config('snodo.tenant', c.sender, true);
        insert into message (sender, id, digest, type, ticket, sequence, audience, readers, by_citizen, binding, jws,
                             hidden, leaf, leaf_index, path, batch, recorded_at, home, home_stamp)
            values (c.sender, c.id, c.digest, c.type, c.ticket, c.sequence, 'parties', array [c.recipient], c.by_citizen,
                    c.binding, c.jws, c.hidden, c.leaf, c.leaf_index, c.path, in_batch, at, c.home, c.home_stamp)
            on conflict (sender, id) do nothing;
        update message m set readers = m.readers || c.recipient
            where m.sender = c.sender and m.id = c.id and m.home = c.home and not m.readers @> array [c.recipient];
        for d in select * from jsonb_to_recordset(c.disclosures)
                 as y (place int, audience text, named text[], text text) loop
            insert into disclosure (sender, message, place, ticket, audience, named, text, readers)
                values (c.sender, c.id, d.place, c.ticket, d.audience, d.named, d.text, array [c.recipient])
                on conflict (sender, message, place) do nothing;
            update disclosure s set readers = s.readers || c.recipient
                where s.sender = c.sender and s.message = c.id and s.place = d.place
                  and not s.readers @> array [c.recipient];
        end loop;
        insert into delivery (id, recipient, sender, message, ticket, due, disclosed)
            values (c.delivery, c.recipient, c.sender, c.id, c.ticket, at, jsonb_array_length(c.disclosures));
    end loop;
    perform set_config('snodo.tenant', before, true);
end
$$;

-- What members say about tickets that another hub decides on: kept until that has answered, and with its stamp for good.
-- Receipts go the same way, without evidence of our own and without an answer to wait for.
create table passing (
    position   bigint generated always as identity,
    sender     text not null,
    message    uuid not null,
    hub        text not null,
    digest     text not null,
    ticket     text,
    jws        text not null,
    leaf       text,
    leaf_index int,
    path       text[],
    batch      bigint,
    state      text not null default 'pending' check (state in ('pending', 'stamped', 'refused', 'parked', 'kept')),
    attempts   int not null default 0,
    cause      text,
    stamp      text,
    code       text,
    detail     text,
    passed_at  timestamptz not null,
    answered_at timestamptz,
    primary key (sender, message, hub)
);
create index passing_pending on passing (hub, position) where state = 'pending';
create index passing_about on passing (ticket, sender) where ticket is not null;
alter table passing enable row level security;
alter table passing force row level security;
create policy senders on passing
    using (sender = current_tenant())
    with check (sender = current_tenant());
create policy owner_reads on passing for select to current_user using (true);
create policy owner_forgets on passing for delete to current_user using (true);
revoke delete, truncate on passing from ${app};

-- Keeps them. A member that has "most" under way is told to come again: what is not kept is named.
--   items: [{sender, id, hub, digest, ticket, jws, leaf, leaf_index, path}]
create function exchange_pass(items jsonb, in_batch bigint, at timestamptz) returns void
    language plpgsql set enable_seqscan = off as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    c      record;
begin
    for c in select * from jsonb_to_recordset(items)
             as x (sender text, id uuid, hub text, digest text, ticket text, jws text, leaf text, leaf_index int,
                   path text[]) loop
        perform set_config('snodo.tenant', c.sender, true);
        insert into passing (sender, message, hub, digest, ticket, jws, leaf, leaf_index, path, batch, passed_at)
            values (c.sender, c.id, c.hub, c.digest, c.ticket, c.jws, c.leaf, c.leaf_index, c.path, in_batch, at)
            on conflict (sender, message, hub) do nothing;
    end loop;
    perform set_config('snodo.tenant', before, true);
end
$$;

-- What has become of messages that may have been passed on before, and how many of their senders' are under way.
--   items: [{sender, id}]
create function exchange_passed(items jsonb) returns json
    language plpgsql set enable_seqscan = off as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    who    text;
    known  json[] := '{}';
    busy   json[] := '{}';
begin
    for who in select distinct x.sender from jsonb_to_recordset(items) as x (sender text) loop
        perform set_config('snodo.tenant', who, true);
        known := known || array(
            select json_build_object('sender', p.sender, 'id', p.message, 'digest', p.digest, 'state', p.state,
                                     'stamp', p.stamp, 'code', p.code, 'detail', p.detail, 'waits', p.cause is not null)
            from jsonb_to_recordset(items) as x (sender text, id uuid)
                 cross join lateral (select * from passing r where r.sender = x.sender and r.message = x.id
                                     and r.batch is not null limit 1) p
            where x.sender = who);
        busy := busy || json_build_object('sender', who, 'count', (
            select count(*) from passing p where p.sender = who and p.state = 'pending'));
    end loop;
    perform set_config('snodo.tenant', before, true);
    return json_build_object('known', array_to_json(known), 'busy', array_to_json(busy));
end
$$;

-- Receipts about what another hub has decided on go on to it as they were sealed. Returns the messages that are so.
--   items: [{sender, id, digest, jws, messages: [uuid]}]
create function exchange_receipts_pass(items jsonb, at timestamptz) returns json
    language plpgsql set enable_seqscan = off as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    c      record;
    found  uuid[];
    away   uuid[] := '{}';
begin
    for c in select * from jsonb_to_recordset(items) as x (sender text, id uuid, digest text, jws text, messages uuid[]) loop
        perform set_config('snodo.tenant', c.sender, true);
        select array_agg(distinct d.message) into found
            from delivery d join message m on m.sender = d.sender and m.id = d.message
            where d.recipient = c.sender and d.message = any (c.messages) and m.home is not null;
        if found is not null then
            away := away || found;
            insert into passing (sender, message, hub, digest, jws, passed_at)
                select distinct c.sender, c.id, m.home, c.digest, c.jws, at
                from delivery d join message m on m.sender = d.sender and m.id = d.message
                where d.recipient = c.sender and d.message = any (found)
                on conflict (sender, message, hub) do nothing;
        end if;
    end loop;
    perform set_config('snodo.tenant', before, true);
    return array_to_json(away);
end
$$;

-- ---------------------------------------------------- sights across tenants: for the lane to another hub

create function passing_next(to_hub text, most int)
    returns table (sender text, message uuid, jws text, attempts int)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select p.sender, p.message, p.jws, p.attempts from passing p
    where p.hub = to_hub and p.state = 'pending' order by p.position limit most
$$;

-- How much goes on to each hub and has not been answered, how much is parked, and since when the oldest waits.
create function passing_lanes()
    returns table (hub text, waiting bigint, oldest timestamptz, parked bigint, cause text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select p.hub, count(*) filter (where p.state = 'pending'), min(p.passed_at) filter (where p.state = 'pending'),
           count(*) filter (where p.state = 'parked'), max(p.cause)
    from passing p where p.state in ('pending', 'parked') group by p.hub
$$;

-- Forgets receipts that have arrived and refusals so old that no copy can still be on its way.
create function passing_forgotten(before timestamptz) returns bigint
    language sql security definer set search_path = public, pg_temp as
$$
    with gone as (delete from passing p where p.state in ('kept', 'refused') and p.answered_at < before returning 1)
    select count(*) from gone
$$;

revoke execute on function passing_next, passing_lanes, passing_forgotten from public;
grant execute on function passing_next, passing_lanes, passing_forgotten to ${app};
