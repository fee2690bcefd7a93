-- How much a member may take of the hub, where that was agreed with it. Conventions: V1__exchange.sql.

create table member_limits (
    member       text primary key references member,
    per_second   int check (per_second > 0),
    burst        int check (burst > 0),
    connections  int check (connections > 0),
    message_size bigint check (message_size > 0),
    waiting      bigint check (waiting > 0),
    storage      bigint check (storage > 0),
    check ((per_second is null) = (burst is null))
);
alter table member_limits enable row level security;
alter table member_limits force row level security;
create policy hub_only on member_limits using (current_tenant() = 'hub') with check (current_tenant() = 'hub');
revoke truncate on member_limits from ${app};

-- What a member's attachments take of its storage: a number, and nothing of what they are.
create function attachments_promised(whose text) returns bigint
    language sql stable security definer set search_path = public, pg_temp as
$$
    select coalesce(sum(a.size), 0)::bigint from attachment a where a.sender = whose and a.state <> 'rejected'
$$;
revoke execute on function attachments_promised from public;
grant execute on function attachments_promised to ${app};
