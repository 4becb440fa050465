-- one open request for each person and supervisor, instead of one for each person
alter table access_request alter column open_key set data type varchar(520);
update access_request set open_key = email_address || ' ' || supervisor_address where open_key is not null;
