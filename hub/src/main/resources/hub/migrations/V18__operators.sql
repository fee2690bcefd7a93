-- How members' lives go, and what the hub's operators do. Conventions: V1__exchange.sql.

-- ------------------------------------------------------------------------------------------------------- lives

-- Every state that a member has come to, by whom and why; the last is its present one. Nothing of it changes.
create table member_life (
    id     bigint generated always as identity primary key,
    member text not null references member,
    state  text not null
        check (state in ('invited', 'enrolled', 'trial', 'admitted', 'suspended', 'leaving', 'left')),
    since  timestamptz not null,
    by     text not null,
    reason text
);
create index member_life_of on member_life (member, id);
insert into member_life (member, state, since, by) select code, 'admitted', joined_at, 'hub' from member;
insert into member_life (member, state, since, by)
    select code, 'left', left_at, 'hub' from member where left_at is not null;

-- -------------------------------------------------------------------------------------------------------- acts

-- What an operator did or tried to do, about whom, why, and what came of it.
create table operator_act (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    operator text not null,
    kind     text not null,
    about    text,
    what     text not null,
    reason   text,
    result   text not null
);

create index operator_act_about on operator_act (about, id) where about is not null;

do $$
declare
    trail text;
begin
    foreach trail in array array ['member_life', 'operator_act'] loop
        execute format('alter table %I enable row level security', trail);
        execute format('alter table %I force row level security', trail);
        execute format('create policy hub_reads on %I for select using (current_tenant() = ''hub'')', trail);
        execute format('create policy hub_adds on %I for insert with check (current_tenant() = ''hub'')', trail);
    end loop;
end
$$;
revoke update, delete, truncate on member_life, operator_act from ${app};

-- ----------------------------------------------------------------------------------------------------- tickets

create index ticket_of_owner on ticket (owner, updated_at) where status not in ('closed', 'cancelled');

-- What a member holds that is not concluded, the longest untouched first: numbers and states, and nothing of what they say.
create function tickets_held_by(whose text, most int)
    returns table (number text, status text, category text, offered_to text, updated_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select t.number, t.status, t.category, t.offered_to, t.updated_at
    from ticket t
    where t.owner = whose and t.status not in ('closed', 'cancelled')
    order by t.updated_at limit most
$$;
revoke execute on function tickets_held_by from public;
grant execute on function tickets_held_by to ${app};
