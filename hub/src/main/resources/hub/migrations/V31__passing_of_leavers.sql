-- What a leaver has said about tickets of other hubs is those hubs' to keep. Conventions: V1__exchange.sql.

-- Of the open tenant's who leaves, at most so many; what has not been answered yet still goes where it belongs.
create function leaver_passing_erased(most int) returns bigint
    language sql security definer set search_path = public, pg_temp as
$$
    with gone as (
        delete from passing p where is_erased() and p.sender = current_tenant()
            and p.position in (select q.position from passing q
                               where q.sender = current_tenant() and q.state <> 'pending' limit most)
        returning 1)
    select count(*) from gone
$$;
revoke execute on function leaver_passing_erased from public;
grant execute on function leaver_passing_erased to ${app};
