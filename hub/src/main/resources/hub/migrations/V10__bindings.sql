-- How members receive that do not stay connected, and what became of what they sent. Conventions: V1__exchange.sql.

-- ----------------------------------------------------------------------------------------------------- bindings

-- Who receives by AMQP has no row. Where the hub calls is its own business: no member sees another's endpoint.
create table member_binding (
    member   text primary key references member,
    kind     text not null check (kind in ('rest-pull', 'rest-push', 'soap-pull', 'soap-push')),
    endpoint text,
    check ((endpoint is not null) = (kind in ('rest-push', 'soap-push')))
);
alter table member_binding enable row level security;
alter table member_binding force row level security;
create policy hub_only on member_binding using (current_tenant() = 'hub') with check (current_tenant() = 'hub');
revoke truncate on member_binding from ${app};

-- --------------------------------------------------------------------------------------------------- mailboxes

-- What a member that asks for its deliveries has been given stays 'pending' until it confirms, with the time of its first
-- giving: so it is found by the index that pending deliveries have anyway, and what goes by the broker pays for nothing.
create function deliveries_given(whose text, ids bigint[], at timestamptz) returns void
    language sql
    begin atomic
        update delivery set put_at = at, attempts = attempts + 1
            where recipient = whose and id = any (ids) and state = 'pending' and put_at is null;
    end;

-- As in V1, and what was given and not confirmed in time is counted as unconfirmed too.
create or replace function delivery_lanes(confirmed_by timestamptz)
    returns table (recipient text, waiting bigint, oldest timestamptz, unconfirmed bigint, parked bigint)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select x.recipient, sum(x.waiting)::bigint, min(x.oldest), sum(x.unconfirmed)::bigint, sum(x.parked)::bigint
    from (select d.recipient, count(*) as waiting, min(d.due) as oldest,
                 count(*) filter (where d.put_at <= confirmed_by) as unconfirmed, 0 as parked
          from delivery d where d.state = 'pending' group by d.recipient
          union all
          select d.recipient, 0, null, count(*), 0
          from delivery d where d.state = 'put' and d.l2_at is null and d.refusal is null and d.put_at <= confirmed_by
          group by d.recipient
          union all
          select d.recipient, 0, null, 0, count(*) from delivery d where d.state = 'parked' group by d.recipient) x
    group by x.recipient
$$;

-- ------------------------------------------------------------------------------------------------- submissions

-- What became of what came by a binding that does not wait for the answer. Not the evidence of the message: that is the
-- ledger's. "audit" is the caller's own word on who asked and where (AUDIT_REST_01), as it came.
create table submission (
    id         uuid primary key,
    member     text not null,
    message    uuid,
    outcome    text, -- JSON; absent while it is under way
    audit      text,
    reply_to   text,
    made_at    timestamptz not null,
    decided_at timestamptz,
    pushed_at  timestamptz,
    attempts   int not null default 0,
    check ((outcome is null) = (decided_at is null))
);
create index submission_of_member on submission (member, made_at);
create index submission_unpushed on submission (member, made_at)
    where reply_to is not null and outcome is not null and pushed_at is null;

alter table submission enable row level security;
alter table submission force row level security;
create policy own on submission
    using (member = current_tenant())
    with check (member = current_tenant());
create policy owner_reads on submission for select to current_user using (true);
create policy owner_forgets on submission for delete to current_user using (true);
revoke delete, truncate on submission from ${app};

-- Members that are to be told of an outcome.
create function submissions_unpushed() returns table (member text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select distinct s.member from submission s
    where s.reply_to is not null and s.outcome is not null and s.pushed_at is null
$$;

-- Forgets what is old, and of each member what goes beyond so many.
create function submissions_forgotten(before timestamptz, most int) returns bigint
    language sql security definer set search_path = public, pg_temp as
$$
    with gone as (
        delete from submission s
            using (select n.id, row_number() over (partition by n.member order by n.made_at desc) as place
                   from submission n) r
            where r.id = s.id and (s.made_at < before or r.place > most)
            returning 1)
    select count(*) from gone
$$;

revoke execute on function submissions_unpushed, submissions_forgotten from public;
grant execute on function submissions_unpushed, submissions_forgotten to ${app};
