-- Members are asked to renew their certificates before time. What came of it is seen in member_certificate.
-- Conventions: V1__exchange.sql.

create table renewal (
    id       bigint generated always as identity primary key,
    member   text not null references member,
    asked_at timestamptz not null,
    asked_by text not null,
    reason   text,
    due      timestamptz not null
);
create index renewal_of on renewal (member, id);

alter table renewal enable row level security;
alter table renewal force row level security;
create policy hubs on renewal using (current_tenant() = 'hub') with check (current_tenant() = 'hub');
revoke update, delete, truncate on renewal from ${app};
