-- Members whose own data is in a database of its own. The same migrations run on every database; what is of the network is
-- filled in the first alone. Conventions: V1__exchange.sql.

-- Which database of which hub this is; written when it is first used.
create table database_identity (
    only_row boolean primary key default true check (only_row),
    hub      uuid not null,
    name     text not null,
    since    timestamptz not null default now()
);
alter table database_identity enable row level security;
alter table database_identity force row level security;
create policy all_read on database_identity for select using (true);
create policy hub_adds on database_identity for insert with check (current_tenant() = 'hub');
revoke update, delete, truncate on database_identity from ${app};

-- Where a member's own data is, if it ever was elsewhere than in the first; the first has the word, the others repeat it.
-- While it is being copied it is where it was, and nobody writes there; while it is being cleared it is there already.
create table member_database (
    member text primary key,
    name   text not null,
    other  text,
    phase  text not null default 'here' check (phase in ('here', 'copying', 'clearing')),
    check ((other is null) = (phase = 'here'))
);
alter table member_database enable row level security;
alter table member_database force row level security;
create policy all_read on member_database for select using (true);
create policy hub_says on member_database using (current_tenant() = 'hub') with check (current_tenant() = 'hub');
revoke delete, truncate on member_database from ${app};

-- Whether what a member owns may be written here: a node that has not heard of a move yet must not write where it was.
create function keeps(whose text) returns boolean
    language sql stable parallel safe
    return coalesce(
        (select case d.phase when 'copying' then d.other else d.name end = i.name
         from member_database d, database_identity i where d.member = whose),
        not exists (select from database_identity i where i.name <> 'first'));

alter policy own on submission with check (member = current_tenant() and keeps(member));
alter policy own on token_seen with check (issuer = current_tenant() and keeps(issuer));

create policy owner_reads on token_seen for select to current_user using (true);
create policy owner_forgets on token_seen for delete to current_user using (true);

-- Of whom there is something here.
create function own_data_members() returns table (member text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select s.member from submission s
    union
    select t.issuer from token_seen t where t.issuer <> 'hub' and t.expires_at > now()
$$;

-- Takes away what has been copied elsewhere and lives there.
create function own_data_cleared(whose text) returns bigint
    language sql security definer set search_path = public, pg_temp as
$$
    with elsewhere as (
        select d.member from member_database d, database_identity i
        where d.member = whose and d.phase = 'clearing' and d.other = i.name and d.name <> i.name),
    submissions as (delete from submission s using elsewhere e where s.member = e.member returning 1),
    tokens as (delete from token_seen t using elsewhere e where t.issuer = e.member returning 1)
    select (select count(*) from submissions) + (select count(*) from tokens)
$$;

-- Of the open tenant's, who leaves the network; the first database has a way of its own for that (V24).
create function own_data_erased() returns bigint
    language sql security definer set search_path = public, pg_temp as
$$
    with apart as (select from database_identity i where i.name <> 'first'),
    submissions as (delete from submission s using apart where s.member = current_tenant() returning 1),
    tokens as (delete from token_seen t using apart where t.issuer = current_tenant() returning 1)
    select (select count(*) from submissions) + (select count(*) from tokens)
$$;

revoke execute on function own_data_members, own_data_cleared, own_data_erased from public;
grant execute on function own_data_members, own_data_cleared, own_data_erased to ${app};
