-- Seal keys over time: they end by themselves with their certificate, are retired, or are revoked. Conventions: V1__exchange.sql.

alter table member_key rename column revoked_at to retired_at;
alter table member_key
    add column expires_at timestamptz,
    add column revoked    boolean not null default false,
    add check (not revoked or retired_at is not null);

-- Retired keys under which somebody may still be told a message that was recorded while they counted: of a ticket that may
-- yet have a newcomer, or one on its way. By time and not by each message's key, so rather one too many.
create function retired_keys_needed() returns table (key_id text)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select k.key_id
    from member_key k
    where k.retired_at is not null
      and (exists (select from ticket t
                       join message m on m.ticket = t.number
                   where t.status not in ('closed', 'cancelled') and m.sender = k.member
                     and m.recorded_at between k.added_at and k.retired_at)
        or exists (select from delivery d
                       join message m on m.sender = d.sender and m.id = d.message
                   where d.sender = k.member and d.l3_at is null and d.refusal is null
                     and m.recorded_at between k.added_at and k.retired_at))
$$;

revoke execute on function retired_keys_needed from public;
grant execute on function retired_keys_needed to ${app};
