-- Grants the service's role what it needs on the tables of these migrations. In the audit trail, it may only read and
-- add rows. It must not create tables. If a single role owns the tables and runs the service, that role revokes these
-- rights from itself.
do $$
declare
    service text := coalesce(nullif('${application}', ''), current_user);
    ours    text;
begin
    execute format('grant usage on schema %I to %I', current_schema(), service);
    for ours in
        select tablename from pg_tables
        where schemaname = current_schema() and tableowner = current_user and tablename <> '${flyway:table}'
    loop
        execute format('grant select, insert, update, delete on %I to %I', ours, service);
    end loop;
    for ours in
        select sequencename from pg_sequences where schemaname = current_schema() and sequenceowner = current_user
    loop
        execute format('grant usage, select on sequence %I to %I', ours, service);
    end loop;
    -- for tables of later migrations
    execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to %I',
        current_schema(), service);
    execute format('alter default privileges in schema %I grant usage, select on sequences to %I',
        current_schema(), service);

    foreach ours in array array['audit_event', 'audit_seal', 'audit_checkpoint'] loop
        execute format('revoke update, delete, truncate, references, trigger on %I from %I', ours, service);
    end loop;
end
$$;
