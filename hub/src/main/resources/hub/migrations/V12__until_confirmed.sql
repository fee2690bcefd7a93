-- What was put, lies on no address any more and was not confirmed in time waits again, oldest first, at most "most".
create function deliveries_unconfirmed_again(whose text, confirmed_by timestamptz, at timestamptz, most int)
    returns bigint
    language sql
    begin atomic
        with again as (
            update delivery set state = 'pending', attempts = 0, due = at, cause = 'not_confirmed'
            where id in (select d.id from delivery d
                         where d.recipient = whose and d.state = 'put' and d.l2_at is null and d.refusal is null
                           and d.put_at <= confirmed_by
                         order by d.id limit most)
            returning 1)
        select count(*) from again;
    end;
