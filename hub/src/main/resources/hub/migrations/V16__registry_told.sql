-- The registry changes while the hub runs, and its members are told. Conventions: V1__exchange.sql.

alter table registry_version
    add column told bigint not null default 0 check (told <= version);
update registry_version set told = version;

-- As in V9; and one whose end is still to come is needed by whoever meets it until then.
create or replace function retired_keys_needed() returns table (key_id text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select k.key_id
    from member_key k
    where k.retired_at is not null
      and (k.retired_at > now()
        or exists (select from ticket t
                       join message m on m.ticket = t.number
                   where t.status not in ('closed', 'cancelled') and m.sender = k.member
                     and m.recorded_at between k.added_at and k.retired_at)
        or exists (select from delivery d
                       join message m on m.sender = d.sender and m.id = d.message
                   where d.sender = k.member and d.l3_at is null and d.refusal is null
                     and m.recorded_at between k.added_at and k.retired_at))
$$;
