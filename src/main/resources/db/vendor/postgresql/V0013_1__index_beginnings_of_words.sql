-- "begins with" finds nothing in an index that is sorted as a language sorts; H2 sorts by character and needs none of these.
create index account_by_last_name_beginning on account (last_name_key varchar_pattern_ops);
create index account_by_username_beginning on account (username_key varchar_pattern_ops);
create index account_by_employer_beginning on account (employer_key varchar_pattern_ops);
