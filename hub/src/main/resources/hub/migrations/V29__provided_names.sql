-- Who comes by an identity provider keeps the name he first came with. Conventions: V1__exchange.sql.

create table provided_name (
    issuer  text not null,
    subject text not null,
    name    text not null unique,
    since   timestamptz not null,
    primary key (issuer, subject)
);

alter table provided_name enable row level security;
alter table provided_name force row level security;
create policy hub_only on provided_name using (current_tenant() = 'hub') with check (current_tenant() = 'hub');
revoke update, delete, truncate on provided_name from ${app};
