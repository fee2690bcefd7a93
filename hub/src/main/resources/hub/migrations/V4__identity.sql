-- Tokens that have been used, until they could not be used anyway. Conventions: V1__exchange.sql.

create table token_seen (
    issuer     text not null,
    jti        text not null,
    expires_at timestamptz not null,
    primary key (issuer, jti)
);
create index token_seen_expiry on token_seen (expires_at);
alter table token_seen enable row level security;
alter table token_seen force row level security;
create policy own on token_seen
    using (issuer = current_tenant())
    with check (issuer = current_tenant());
create policy hub_sees on token_seen for select using (current_tenant() = 'hub');
create policy hub_forgets on token_seen for delete using (current_tenant() = 'hub');
revoke update, truncate on token_seen from ${app};
