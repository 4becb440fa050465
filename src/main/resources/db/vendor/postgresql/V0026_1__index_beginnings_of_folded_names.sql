-- A "begins with" search cannot use an index in a language's sort order. H2 sorts by character and does not need these.
create index account_by_name_beginning on account (last_name_key varchar_pattern_ops, first_name_key varchar_pattern_ops);
create index account_by_username_beginning on account (username_folded varchar_pattern_ops);
create index account_by_supervisor_name_beginning on account (supervisor_name_key varchar_pattern_ops);
