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
