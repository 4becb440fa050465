-- Applies even to the tables' owner, who has all rights: a change requires disabling a trigger, so it is no accident.
create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_event_is_append_only before update or delete or truncate on audit_event
    for each statement execute function refuse_change_of_audit();
create trigger audit_seal_is_append_only before update or delete or truncate on audit_seal
    for each statement execute function refuse_change_of_audit();
create trigger audit_checkpoint_is_append_only before update or delete or truncate on audit_checkpoint
    for each statement execute function refuse_change_of_audit();
