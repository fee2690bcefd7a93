-- The registry: who belongs, by which keys, and what each grants. Conventions: V1__exchange.sql.
-- Every tenant may read it, because every spoke gets it; only the hub's own tenant may write it.

create table registry_version (
    only_row boolean primary key default true check (only_row),
    version  bigint not null check (version >= 0)
);
insert into registry_version (version) values (0);

create table member (
    code      text primary key check (code <> 'hub'),
    name      text not null,
    prefix    text not null,
    territory text not null,
    phone     text,
    skills    text[] not null,
    joined_at timestamptz not null,
    left_at   timestamptz
);
create unique index member_prefix on member (prefix) where left_at is null;

create table member_key (
    key_id     text primary key,
    member     text not null references member,
    jwk        text not null,
    added_at   timestamptz not null,
    revoked_at timestamptz
);

create table agreement (
    id      text primary key,
    kind    text not null check (kind in ('HANDOVER', 'OVERFLOW')),
    grantor text not null references member,
    grantee text not null references member,
    skills  text[] not null,
    check (grantor <> grantee)
);

create table category (
    code     text primary key,
    position int not null,
    it       text not null,
    en       text not null,
    days     int not null check (days > 0)
);

do $$
declare
    registry text;
begin
    foreach registry in array array ['registry_version', 'member', 'member_key', 'agreement', 'category'] loop
        execute format('alter table %I enable row level security', registry);
        execute format('alter table %I force row level security', registry);
        execute format('create policy everybody_reads on %I for select using (true)', registry);
        execute format('create policy hub_writes on %I using (current_tenant() = ''hub'')
                            with check (current_tenant() = ''hub'')', registry);
    end loop;
end
$$;
revoke delete, truncate on registry_version, member, member_key from ${app};

-- What each spoke said of itself when it last came. Its own to write; the hub's to read.
create table member_hello (
    member           text primary key references member,
    software         text not null,
    registry_version bigint not null,
    at               timestamptz not null
);
alter table member_hello enable row level security;
alter table member_hello force row level security;
create policy own on member_hello
    using (member = current_tenant())
    with check (member = current_tenant());
create policy hub_reads on member_hello for select using (current_tenant() = 'hub');
revoke delete, truncate on member_hello from ${app};
