-- A "begins with" search cannot use an index in a language's sort order. H2 sorts by character and does not need these.
create index facility_name_by_employer_beginning on facility_name (employer_key varchar_pattern_ops);
create index facility_name_by_location_beginning on facility_name (location_key varchar_pattern_ops);
create index facility_word_by_beginning on facility_word (word varchar_pattern_ops);
