-- Members get their certificates from the hub's authority, with an invitation. Conventions: V1__exchange.sql.

alter table member_key add column enrolled boolean not null default false;
alter table registry_version add column certificates bigint not null default 0;

alter table member_life drop constraint member_life_state_check;
alter table member_life
    add column evidence text,
    add check (state in ('invited', 'enrolled', 'in_trial', 'admitted', 'suspended', 'leaving', 'left'));

-- Of the secret only its digest; the facts are what the member need not be asked for. One counts for each member.
create table invitation (
    id          uuid primary key,
    member      text not null references member,
    secret      text not null,
    facts       text not null,
    invited_at  timestamptz not null,
    invited_by  text not null,
    until       timestamptz not null,
    redeemed_at timestamptz,
    request     text,
    withdrawn_at timestamptz,
    check ((redeemed_at is null) = (request is null))
);
create unique index invitation_open on invitation (member) where redeemed_at is null and withdrawn_at is null;

create table member_certificate (
    id          bigint generated always as identity primary key,
    fingerprint text not null unique,
    member      text not null references member,
    purpose     text not null check (purpose in ('link', 'seal', 'signature', 'encryption')),
    key         text not null,
    der         bytea not null,
    since       timestamptz not null,
    until       timestamptz not null,
    request     text not null,
    issued_at   timestamptz not null,
    revoked_at  timestamptz,
    revoked_by  text,
    reason      text
);
create index member_certificate_of on member_certificate (member, id);
create index member_certificate_key on member_certificate (key);
create index member_certificate_until on member_certificate (until);

do $$
declare
    kept text;
begin
    foreach kept in array array ['invitation', 'member_certificate'] loop
        execute format('alter table %I enable row level security', kept);
        execute format('alter table %I force row level security', kept);
        execute format('create policy hubs on %I using (current_tenant() = ''hub'')
                            with check (current_tenant() = ''hub'')', kept);
    end loop;
end
$$;
revoke delete, truncate on invitation, member_certificate from ${app};
