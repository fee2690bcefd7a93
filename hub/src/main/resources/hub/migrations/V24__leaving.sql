-- A member gets everything that is its own, and leaves. Conventions: V1__exchange.sql.

-- ----------------------------------------------------------------------------------------------------- exports

-- What a member asked for, or an operator for it: everything of its own, as one file.
create table export (
    id         uuid primary key,
    member     text not null references member,
    asked_by   text not null,
    asked_at   timestamptz not null,
    state      text not null default 'asked' check (state in ('asked', 'ready', 'failed', 'dropped')),
    written    bigint not null default 0, -- lines so far, for whoever waits
    octets     bigint,
    digest     text,                      -- SHA-256 of the file, base64url
    manifest   text,                      -- SHA-256 of the manifest's JWS, base64url
    ready_at   timestamptz,
    fetched_at timestamptz,
    check ((state = 'ready') <= (octets is not null and digest is not null and manifest is not null))
);
create unique index export_under_way on export (member) where state = 'asked';
create index export_of on export (member, asked_at);

-- -------------------------------------------------------------------------------------------------- departures

create table departure (
    id            uuid primary key,
    member        text not null references member,
    begun_at      timestamptz not null,
    due           timestamptz not null,
    called_off_at timestamptz,
    export        uuid references export,
    erasing_at    timestamptz, -- from here on there is no way back
    erased_by     text,
    ended_at      timestamptz,
    certificate   text,
    stamp         text, -- where the certificate's digest stands in the ledger
    check (erasing_at is null or called_off_at is null),
    check ((ended_at is null) = (certificate is null)),
    check (ended_at is null or erasing_at is not null)
);
create unique index departure_open on departure (member) where called_off_at is null and ended_at is null;

-- What has become of the rows of each table so far.
create table departure_count (
    departure uuid not null references departure,
    name      text not null,
    deleted   bigint not null default 0,
    silenced  bigint not null default 0,
    primary key (departure, name)
);

-- Contents whose rows are gone and whose files may not be yet.
create table departure_content (
    departure uuid not null references departure,
    digest    text not null,
    primary key (departure, digest)
);

do $$
declare
    name text;
begin
    foreach name in array array ['export', 'departure', 'departure_count', 'departure_content'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy hub_only on %I using (current_tenant() = ''hub'')
                            with check (current_tenant() = ''hub'')', name);
    end loop;
end
$$;
create policy own on export for select using (member = current_tenant());
create policy own_asks on export for insert with check (member = current_tenant() and asked_by = member);
create policy owner_reads on departure for select to current_user using (true);
revoke delete, truncate on export, departure, departure_count from ${app};
revoke truncate on departure_content from ${app};

-- ------------------------------------------------------------------------------------------------------ erasure

-- Whether what is the open tenant's own may be deleted now: it is on its way out, and the last word on it was said.
create function is_erased() returns boolean
    language sql stable
    return exists (select from departure d
                   where d.member = current_tenant() and d.erasing_at is not null and d.ended_at is null);

-- Nobody deletes from these tables; the owner does, as the tenant that leaves, its own and what the hub said to it alone.
create policy owner_erases on message for delete to current_user
    using (is_erased() and sender in (current_tenant(), 'hub'));
create policy owner_silences on message for update to current_user
    using (is_erased() and sender = current_tenant());
create policy owner_erases on disclosure for delete to current_user
    using (is_erased() and sender = current_tenant());
create policy owner_erases on delivery for delete to current_user
    using (is_erased() and (recipient = current_tenant() or sender = current_tenant()));
create policy owner_erases on attachment for delete to current_user
    using (is_erased() and sender = current_tenant());

-- Whether nobody but the open tenant has anything on that ticket: no party, no sender, no reader.
create function ticket_is_alone(asked text) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    return (select t.parties <@ array [current_tenant()] from ticket t where t.number = asked)
           and not exists (select from message m
                           where m.ticket = asked
                             and not (m.sender in (current_tenant(), 'hub')
                                      and m.readers <@ array [current_tenant(), 'hub']));

-- Whether nobody but the open tenant may read a message that it, or the hub, has sent, and no other's ticket needs its place.
create function message_is_alone(m message) returns boolean
    language sql stable
    return (m).sender in (current_tenant(), 'hub')
           and (m).readers <@ array [current_tenant(), 'hub']
           and ((m).sender = current_tenant() or (m).readers @> array [current_tenant()] or (m).ticket is not null)
           and ((m).ticket is null or ticket_is_alone((m).ticket));

-- Deletes or silences, of "whose" and of one table, at most "most" rows, and counts them; 0 when nothing is left to do.
-- Each call is a transaction's whole work, so that it can be repeated after a crash at any point.
create function leaver_erased(whose text, what text, most int) returns bigint
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
                where n.member = whose and (m.id is null or m.readers <@ array [whose, 'hub'])
                limit most);
            get diagnostics gone = row_count;
        when 'disclosure' then
            delete from disclosure d where d.sender = whose and (d.message, d.place) in (
                select c.message, c.place from disclosure c
                where c.sender = whose and c.readers <@ array [whose, 'hub'] limit most);
            get diagnostics gone = row_count;
        when 'delivery' then
            -- what waits for it, what the hub told it alone, and what nobody else has a part in
            delete from delivery d where d.id in (
                select e.id from delivery e
                     left join message m on m.sender = e.sender and m.id = e.message
                where e.recipient = whose and (e.state <> 'put' or m.id is null or message_is_alone(m))
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
                          and n.ticket in (select t.number from ticket t where t.parties = array [whose]))
                  and message_is_alone(n)
                limit most);
            get diagnostics gone = row_count;
            -- what only it may read on a ticket of others keeps leaf and digest; and so does its knowledge
            update message m set jws = '' where m.ctid in (
                select n.ctid from message n
                where n.sender = whose and n.jws <> ''
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

-- What of the one that leaves stays, table by table, and is owed to others.
create function leaver_kept(whose text) returns table (name text, kept bigint)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select 'message', count(*) from message m where m.sender = whose
    union all select 'ticket', count(*) from ticket t where t.parties @> array [whose]
    union all select 'delivery', count(*) from delivery d where d.recipient = whose or d.sender = whose
    union all select 'disclosure', count(*) from disclosure d where d.sender = whose
    union all select 'attachment', count(*) from attachment a where a.sender = whose
    union all select 'original', count(*) from original o where o.member = whose
    union all select 'submission', count(*) from submission s where s.member = whose
    union all select 'refused', count(*) from refused r where r.sender = whose
    union all select 'refusal_event', count(*) from refusal_event e where e.sender = whose
    union all select 'member_certificate', count(*) from member_certificate c where c.member = whose
    union all select 'agreement_word', count(*) from agreement_word w where w.member = whose
$$;

-- What has to be concluded or handed on first: nobody's ticket is lost by a departure.
create function leaver_holds(whose text) returns bigint
    language sql stable security definer set search_path = public, pg_temp
    return (select count(*) from ticket t
            where t.owner = whose and t.status not in ('closed', 'cancelled', 'merged'));

revoke execute on function ticket_is_alone, leaver_erased, leaver_kept, leaver_holds from public;
grant execute on function leaver_erased, leaver_kept, leaver_holds to ${app};
