-- What contents take in all is what is there and what a request may be bringing now, and not what was promised.

-- Octets of this attachment that are in the folder, or on the way there with the chunk that comes.
alter table attachment add column takes bigint not null default 0 check (takes >= 0);
alter table attachment no force row level security; -- no tenant is open, and whatever has begun so far counts
update attachment set takes = size where state in ('held', 'free');
alter table attachment force row level security;
create index attachment_takes on attachment (takes) where takes > 0;
grant update (takes) on attachment to ${app};

create or replace function attachments_total() returns bigint
    language sql stable security definer set search_path = public, pg_temp as
$$
    select coalesce(sum(a.takes), 0)::bigint from attachment a where a.takes > 0
$$;
