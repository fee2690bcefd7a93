-- What keeps working for whom has left, and looks that cost what they find and no more. Conventions: V1__exchange.sql.

-- As whom the hub speaks about a ticket: its originator, whose prefix may be nobody's or another's by now.
create function ticket_originator(asked text) returns text
    language sql stable security definer set search_path = public, pg_temp
    return (select originator from ticket where number = asked);

revoke execute on function ticket_originator from public;
grant execute on function ticket_originator to ${app};
