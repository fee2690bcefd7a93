-- What the hub has sealed for members that cannot, in the form it came in. Conventions: V1__exchange.sql.

create table original (
    member  text not null,
    message uuid not null,
    digest  text not null, -- SHA-256 of the octets, base64url: what the sealed message names
    said    text not null, -- SHA-256 of the message in them, base64url: other words under the same id are misuse
    octets  bytea not null,
    came_at timestamptz not null,
    primary key (member, message)
);
create index original_by_time on original using brin (came_at);

alter table original enable row level security;
alter table original force row level security;
create policy sender_keeps on original for insert
    with check (member = current_tenant());
-- who may read the message may read what it was made from, and nobody else
create policy readers_read on original for select
    using (member = current_tenant()
           or exists (select from message m
                      where m.sender = original.member and m.id = original.message
                        and m.readers @> array [current_tenant()]));
create policy owner_reads on original for select to current_user using (true);
create policy owner_forgets on original for delete to current_user using (true);
revoke update, delete, truncate on original from ${app};

-- Forgets what became no message: it was refused, and its sender has been told why.
create function originals_forgotten(before timestamptz) returns bigint
    language sql security definer set search_path = public, pg_temp as
$$
    with gone as (
        delete from original o
            where o.came_at < before and o.came_at >= before - interval '7 days' -- what is older has been looked at
              and not exists (select from message m where m.sender = o.member and m.id = o.message)
            returning 1)
    select count(*) from gone
$$;
revoke execute on function originals_forgotten from public;
grant execute on function originals_forgotten to ${app};
