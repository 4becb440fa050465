-- for searches by the supervisor's name, ignoring case
create index account_by_supervisor_name_beginning on account (lower(supervisor_name) text_pattern_ops);
