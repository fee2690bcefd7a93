-- Templates of agreements, what they are applied to, and what members have said to them. Conventions: V1__exchange.sql.

-- Every version that was ever known, because what somebody has accepted goes on saying what it said. The newest of those
-- that the folder has is listed.
create table agreement_template (
    id       text not null,
    version  int not null check (version > 0),
    digest   text not null,
    says     text not null,
    listed   boolean not null,
    known_at timestamptz not null,
    primary key (id, version)
);

create table agreement_group (
    id   text primary key,
    says text not null
);

do $$
declare
    arranged text;
begin
    foreach arranged in array array ['agreement_template', 'agreement_group'] loop
        execute format('alter table %I enable row level security', arranged);
        execute format('alter table %I force row level security', arranged);
        execute format('create policy everybody_reads on %I for select using (true)', arranged);
        execute format('create policy hub_writes on %I using (current_tenant() = ''hub'')
                            with check (current_tenant() = ''hub'')', arranged);
    end loop;
end
$$;
revoke delete, truncate on agreement_template from ${app};

-- What members have said, in the order in which it was recorded: they accept a version, or leave the agreement. Nothing of
-- it changes, but that the registry comes to say so.
create table agreement_word (
    id        bigint generated always as identity primary key,
    message   uuid not null unique,
    member    text not null,
    agreement text not null,
    template  text not null,
    version   int not null,
    accepts   boolean not null,
    at        timestamptz not null,
    told      boolean not null default false
);
create index agreement_word_of on agreement_word (member, agreement, id);
create index agreement_word_untold on agreement_word (id) where not told;
alter table agreement_word enable row level security;
alter table agreement_word force row level security;
create policy member_says on agreement_word for insert with check (member = current_tenant());
create policy member_reads on agreement_word for select using (member = current_tenant());
create policy hub_reads on agreement_word for select using (current_tenant() = 'hub');
create policy hub_tells on agreement_word for update
    using (current_tenant() = 'hub')
    with check (current_tenant() = 'hub');
revoke update, delete, truncate on agreement_word from ${app};
grant update (told) on agreement_word to ${app};
