-- whoever looks for the people of a supervisor types the name as it comes
create index account_by_supervisor_name_beginning on account (lower(supervisor_name) text_pattern_ops);
