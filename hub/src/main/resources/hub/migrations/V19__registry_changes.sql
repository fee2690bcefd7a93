-- The registry as changes from version to version, told to all by one message. Conventions: V1__exchange.sql.

-- What was otherwise in a version than in the one before, for those in trial and for the others, who do not see each other;
-- without a body where that is too much to be told as a change.
create table registry_change (
    circle  text   not null check (circle in ('admitted', 'trial')),
    version bigint not null,
    earlier bigint not null check (earlier < version),
    body    text,
    at      timestamptz not null,
    primary key (circle, version)
);
alter table registry_change enable row level security;
alter table registry_change force row level security;
create policy hub_only on registry_change using (current_tenant() = 'hub') with check (current_tenant() = 'hub');
revoke update, truncate on registry_change from ${app};

-- When its offices are open, in which languages and so on, as JSON.
alter table member add column service text;

-- What the hub says of the registry is for every member, and names none: thousands of readers beside each message would be
-- searched through with every delivery.
create policy everybody_reads_registry on message for select
    using (sender = 'hub' and type in ('registry', 'registry.changes') and current_tenant() is not null);
drop policy to_readers_only on delivery;
create policy to_readers_only on delivery for insert
    with check (exists (select from message m
                        where m.sender = delivery.sender and m.id = delivery.message
                          and (m.readers @> array [delivery.recipient]
                               or m.sender = 'hub' and m.type in ('registry', 'registry.changes'))));

-- Delivers what the hub has said of the registry to members that are called or that fetch. While no batch is being recorded,
-- with ids from the upper half of the last batch's, which no batch comes to use: so ids grow in the order of commits here too.
create sequence registry_delivery minvalue 0 maxvalue 134217727 start 0 cycle;
grant usage on sequence registry_delivery to ${app};

create function registry_delivered(recipients text[], messages uuid[], at timestamptz) returns void
    language plpgsql as
$$
declare
    base bigint;
begin
    perform pg_advisory_xact_lock(7369726);
    select (b.number << 28) + (1 << 27) into base from evidence_batch b order by b.number desc limit 1;
    insert into delivery (id, recipient, sender, message, ticket, due)
        select base + nextval('registry_delivery'), x.recipient, 'hub', x.message, null, at
        from (select r.recipient, m.message from unnest(recipients) as r (recipient)
                  cross join unnest(messages) with ordinality as m (message, place)
              order by r.recipient, m.place) x;
end
$$;
