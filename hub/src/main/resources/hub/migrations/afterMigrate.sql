-- The history of migrations is the owner's business alone.
REVOKE ALL ON TABLE ${flyway:table} FROM ${app};
