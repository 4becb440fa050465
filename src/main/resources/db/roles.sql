-- Creates the two roles of imMTrax Access on PostgreSQL, and a schema for each. A database administrator runs this once, connected
-- to the new, empty database, which must belong to neither role. Then set a password for both (alter role ... password ...).

-- Owns our tables and runs the migrations at each start: SPRING_FLYWAY_USER
create role immtrax_owner login;
-- Does everything else and creates the engine's own tables: SPRING_DATASOURCE_USERNAME. The migrations grant its rights on the
-- owner's tables (db/vendor/postgresql/R__grant_rights.sql).
create role immtrax login;

-- Neither role searches a schema in which the other role, or anyone else, can create objects that it would use by mistake.
create schema immtrax_access authorization immtrax_owner;
create schema immtrax_engine authorization immtrax;
revoke create on schema public from public;

do $$
begin
    execute format('revoke create, temporary on database %I from public', current_database());
    -- The service sets the same path with each connection. This is for anyone who logs in as one of the roles by hand.
    execute format('alter role immtrax_owner in database %I set search_path = immtrax_access, pg_temp', current_database());
    execute format('alter role immtrax in database %I set search_path = immtrax_access, immtrax_engine, pg_temp',
        current_database());
end
$$;
