-- Operators look at what another hub has found at fault, and send it on its way again. Conventions: V1__exchange.sql.

create index passing_at_fault on passing (position) where state = 'parked';

-- Those after "past", in their order; of one hub where that is said.
create function passing_parked(to_hub text, past bigint, most int)
    returns table (id bigint, hub text, sender text, message uuid, ticket text, attempts int, cause text,
                   passed_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select p.position, p.hub, p.sender, p.message, p.ticket, p.attempts, p.cause, p.passed_at from passing p
    where p.state = 'parked' and p.position > past and (to_hub is null or p.hub = to_hub)
    order by p.position limit most
$$;

-- Each written as its sender; which, and whose.
create function passing_unparked(ids bigint[]) returns table (id bigint, sender text)
    language plpgsql security definer set search_path = public, pg_temp as
$$
declare
    before text := coalesce(current_setting('snodo.tenant', true), '');
    one    record;
begin
    for one in select p.position, p.sender from passing p
               where p.position = any (ids) and p.state = 'parked' order by p.position loop
        perform set_config('snodo.tenant', one.sender, true);
        update passing p set state = 'pending', attempts = 0, cause = null
        where p.sender = one.sender and p.position = one.position and p.state = 'parked';
        if found then
            passing_unparked.id := one.position;
            passing_unparked.sender := one.sender;
            return next;
        end if;
    end loop;
    perform set_config('snodo.tenant', before, true);
end
$$;

revoke execute on function passing_parked, passing_unparked from public;
grant execute on function passing_parked, passing_unparked to ${app};
