-- What the service may do with the tables that these migrations make: everything it needs, and nothing to the audit trail
-- but read and add. It may create nothing beside them. Where one role does all, that role takes these rights from itself.
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
