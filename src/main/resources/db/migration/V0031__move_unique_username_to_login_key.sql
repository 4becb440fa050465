-- a row of account is the access of a login under one employer, so that several rows may share a user name;
-- the unique column is the user name of the row that opened the login, and null for rows that were added later:
-- two people never get the same one
alter table account rename column username_key to login_key;
alter table account alter column login_key drop not null;
alter table account add column username_key varchar(60) default '' not null;
update account set username_key = login_key;
create index account_by_username on account (username_key);

-- what the supervisor said about access under another employer: AS_WELL or INSTEAD; null if nothing
alter table access_request add column other_employer varchar(10);

-- one open request for each person, supervisor and employer
alter table access_request alter column open_key set data type varchar(1040);
update access_request set open_key = open_key || ' ' || employer_key || ' ' || location_key
where open_key is not null and open_key <> number;
