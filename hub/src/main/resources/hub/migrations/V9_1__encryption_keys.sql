-- What is told a member in confidence is encrypted with this key of its (JWK); the hub only names it. Conventions: V1__exchange.sql.

alter table member add column encryption text;
