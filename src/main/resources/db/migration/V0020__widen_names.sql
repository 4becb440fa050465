-- names of up to 128 characters; keys are longer because some letters become two in lower case
alter table access_request alter column legal_first_name set data type varchar(128);
alter table access_request alter column legal_middle_name set data type varchar(128);
alter table access_request alter column legal_last_name set data type varchar(128);
alter table access_request alter column supervisor_name set data type varchar(128);
alter table access_deletion alter column legal_first_name set data type varchar(128);
alter table access_deletion alter column legal_last_name set data type varchar(128);
alter table access_deletion alter column supervisor_name set data type varchar(128);
alter table account alter column first_name set data type varchar(128);
alter table account alter column last_name set data type varchar(128);
alter table account alter column last_name_key set data type varchar(256);
alter table account alter column supervisor_name set data type varchar(128);
alter table import_line alter column first_name set data type varchar(128);
alter table import_line alter column last_name set data type varchar(128);
alter table import_line alter column last_name_key set data type varchar(256);
alter table import_line alter column supervisor_name set data type varchar(128);
alter table request_effect alter column former_supervisor_name set data type varchar(128);
alter table request_effect alter column account_supervisor_name set data type varchar(128);
alter table supervisor_replacement alter column new_name set data type varchar(128);

-- three names and the spaces between them
alter table user_agreement alter column full_legal_name set data type varchar(400);

-- a request for a known account now says its end date whole: blank means none
update access_request
set end_date = (select account.end_date from account where account.number = access_request.account)
where request_type = 'PERMISSIONS_CHANGE' and account is not null and end_date is null and open_key is not null;
