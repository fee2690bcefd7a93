-- What whoever runs a server for the hub does once: one role owns the schema, the other works under row security.
create role snodo_owner login nosuperuser nobypassrls password 'owner';
create role snodo_app login nosuperuser nobypassrls password 'app';
grant create, usage on schema public to snodo_owner;
