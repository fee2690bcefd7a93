-- What one neighbour has told no other takes from it, and one sender that has to wait holds up no other.
-- Conventions: V1__exchange.sql.

-- A code, a prefix or a key of somebody behind a neighbour, and who told it first.
create table behind_claim (
    claim text primary key,
    hub   text not null,
    since timestamptz not null
);
alter table behind_claim enable row level security;
alter table behind_claim force row level security;
create policy hub_only on behind_claim using (current_tenant() = 'hub') with check (current_tenant() = 'hub');
revoke update, truncate on behind_claim from ${app};

alter table passing add column not_before timestamptz;
create index passing_paused on passing (hub, sender) where state = 'pending' and not_before is not null;

drop function passing_next(text, int);
create function passing_next(to_hub text, most int, at timestamptz)
    returns table (sender text, message uuid, jws text, attempts int)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select p.sender, p.message, p.jws, p.attempts from passing p
    where p.hub = to_hub and p.state = 'pending'
      and not exists (select from passing w where w.hub = p.hub and w.sender = p.sender and w.state = 'pending'
                      and w.not_before is not null and w.not_before > at)
    order by p.position limit most
$$;
revoke execute on function passing_next from public;
grant execute on function passing_next to ${app};
