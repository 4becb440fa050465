-- The two roles of imMTrax Access on PostgreSQL. A database administrator runs this once, connected to the new and empty
-- database, which must belong to neither role; then gives both a password (alter role ... password ...).

-- Owns the tables and runs the migrations at each start: SPRING_FLYWAY_USER
create role immtrax_owner login;
-- Does everything else and makes the engine's own tables: SPRING_DATASOURCE_USERNAME. Which rights it has on the owner's
-- tables is said by the migrations (db/vendor/postgresql/R__grant_rights.sql).
create role immtrax login;

revoke create on schema public from public;
grant usage, create on schema public to immtrax_owner, immtrax;
