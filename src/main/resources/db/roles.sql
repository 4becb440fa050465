-- The two roles of imMTrax Access on PostgreSQL, and a schema for each. A database administrator runs this once, connected to the
-- new and empty database, which must belong to neither role; then gives both a password (alter role ... password ...).

-- Owns our tables and runs the migrations at each start: SPRING_FLYWAY_USER
create role immtrax_owner login;
-- Does everything else and makes the engine's own tables: SPRING_DATASOURCE_USERNAME. Which rights it has on the owner's
-- tables is said by the migrations (db/vendor/postgresql/R__grant_rights.sql).
create role immtrax login;

-- Neither works where the other, or anybody else, can leave something for it to step on.
create schema immtrax_access authorization immtrax_owner;
create schema immtrax_engine authorization immtrax;
revoke create on schema public from public;

do $$
begin
    execute format('revoke create, temporary on database %I from public', current_database());
    -- The service says the same with each connection; this is for whoever logs in as one of them by hand.
    execute format('alter role immtrax_owner in database %I set search_path = immtrax_access, pg_temp', current_database());
    execute format('alter role immtrax in database %I set search_path = immtrax_access, immtrax_engine, pg_temp',
        current_database());
end
$$;
