-- Which seal key a certificate was asked for with, none where it was an invitation: a stolen key takes with it what it
-- has got. Conventions: V1__exchange.sql.

alter table member_certificate add column asked_with text;
create index member_certificate_asked on member_certificate (member, asked_with) where asked_with is not null;
