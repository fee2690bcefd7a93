-- How far contents of attachments have come, and what was found in them; the octets are files. Conventions: V1__exchange.sql.

-- What was agreed with a member on its attachments; who has no row may what all others may.
create table member_attaching (
    member   text primary key references member,
    max_size bigint check (max_size > 0),
    types    text[]
);
alter table member_attaching enable row level security;
alter table member_attaching force row level security;
create policy hub_only on member_attaching using (current_tenant() = 'hub') with check (current_tenant() = 'hub');
revoke truncate on member_attaching from ${app};

-- One row for each offer whose content has begun to come. Where there is none it is awaited, and nothing has come.
create table attachment (
    sender     text not null,
    offer      uuid not null,
    ticket     text not null,
    digest     text not null,
    size       bigint not null check (size > 0),
    media_type text not null,
    state      text not null default 'awaited' check (state in ('awaited', 'held', 'free', 'rejected')),
    reason     text check (reason in ('type_mismatch', 'malware', 'not_inspected')),
    attempts   int not null default 0,
    begun_at   timestamptz not null,
    held_at    timestamptz,
    due        timestamptz, -- when it is looked at, while held
    decided_at timestamptz,
    primary key (sender, offer),
    check ((state = 'rejected') = (reason is not null)),
    check ((state = 'held') = (due is not null)),
    check ((state in ('free', 'rejected')) = (decided_at is not null))
);
create index attachment_kept on attachment (digest) where state in ('held', 'free');
create index attachment_held on attachment (due) where state = 'held';
create index attachment_begun on attachment (begun_at) where state = 'awaited';
create index attachment_sizes on attachment (sender) include (size) where state <> 'rejected';

alter table attachment enable row level security;
alter table attachment force row level security;
-- nobody brings a content but for an offer of its own
create policy sender_begins on attachment for insert
    with check (sender = current_tenant()
                and exists (select from message m
                            where m.sender = attachment.sender and m.id = attachment.offer
                              and m.ticket = attachment.ticket and m.type = 'attachment.offer'));
create policy sender_goes_on on attachment for update
    using (sender = current_tenant())
    with check (sender = current_tenant());
create policy sender_drops on attachment for delete
    using (sender = current_tenant() and state = 'awaited');
-- who may read the offer may know how its content stands, and nobody else
create policy readers_read on attachment for select
    using (sender = current_tenant()
           or exists (select from message m
                      where m.sender = attachment.sender and m.id = attachment.offer
                        and m.readers @> array [current_tenant()]));
create policy owner_reads on attachment for select to current_user using (true);
revoke update, truncate on attachment from ${app};
grant update (state, reason, attempts, held_at, due, decided_at) on attachment to ${app};

-- What contents take, and will take when what has begun to come is there.
create function attachments_total() returns bigint
    language sql stable security definer set search_path = public, pg_temp as
$$
    select coalesce(sum(a.size), 0)::bigint from attachment a where a.state <> 'rejected'
$$;

-- Whether anybody's attachment has this content.
create function attachment_content_needed(wanted text) returns boolean
    language sql stable security definer set search_path = public, pg_temp as
$$
    select exists (select from attachment a where a.digest = wanted and a.state in ('held', 'free'))
$$;

-- What is to be looked at now, oldest first.
create function attachments_held(at timestamptz, most int)
    returns table (sender text, offer uuid, digest text, media_type text, attempts int, held_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select a.sender, a.offer, a.digest, a.media_type, a.attempts, a.held_at from attachment a
    where a.state = 'held' and a.due <= at order by a.due limit most
$$;

-- How many are held, and how many of them the inspection could not look at so far.
create function attachments_waiting() returns table (held bigint, away bigint)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select count(*), count(*) filter (where a.attempts > 0) from attachment a where a.state = 'held'
$$;

-- What has begun to come long ago and is not there yet.
create function attachments_stalled(before timestamptz, most int) returns table (sender text, offer uuid)
    language sql stable security definer set search_path = public, pg_temp as
$$
    select a.sender, a.offer from attachment a
    where a.state = 'awaited' and a.begun_at < before order by a.begun_at limit most
$$;

revoke execute on function attachments_total, attachment_content_needed, attachments_held, attachments_waiting,
    attachments_stalled from public;
grant execute on function attachments_total, attachment_content_needed, attachments_held, attachments_waiting,
    attachments_stalled to ${app};
