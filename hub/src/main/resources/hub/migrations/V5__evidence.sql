-- Anchors, and the evidence of a ticket for one of its parties. Conventions: V1__exchange.sql.

-- One row a time-stamp: what was said of the batches, and the token of an authority outside over it. No tenant's data,
-- hence no row security; append-only. Batches after the newest "last_batch" are not yet anchored.
create table evidence_anchor (
    number      bigint primary key check (number > 0),
    first_batch bigint not null unique check (first_batch > 0),
    last_batch  bigint not null unique check (last_batch >= first_batch),
    statement   text not null,
    token       bytea not null,
    authority   bytea not null, -- the certificate that was trusted for it
    stamped_at  timestamptz not null
);
revoke update, delete, truncate on evidence_anchor from ${app};

-- What a party of a ticket may not read: where it stands and its leaf's hash, and nothing that depends on its content.
create function ticket_withheld(asked text)
    returns table (sequence bigint, batch bigint, leaf_index int, path text[], hash bytea)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select m.sequence, m.batch, m.leaf_index, m.path, sha256('\x00'::bytea || convert_to(m.leaf, 'UTF8'))
    from message m join ticket t on t.number = m.ticket
    where m.ticket = asked and t.parties @> array [current_tenant()]
      and m.sender <> current_tenant() and not m.readers @> array [current_tenant()]
    order by m.sequence
$$;
revoke execute on function ticket_withheld from public;
grant execute on function ticket_withheld to ${app};
