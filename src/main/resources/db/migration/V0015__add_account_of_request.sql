-- the account for which the supervisor started the request from their list of people; otherwise null
alter table access_request add column account varchar(10) references account (number);

-- not on the form of a request for a known account
alter table access_request alter column date_of_birth drop not null;
alter table access_request alter column phone_number drop not null;
alter table access_request alter column job_title drop not null;
alter table access_request alter column street_address drop not null;
alter table access_request alter column city drop not null;
alter table access_request alter column state drop not null;
alter table access_request alter column county drop not null;
alter table access_request alter column zip drop not null;

-- the account's end date before a request changed it; null if it had none or none was known
alter table request_effect add column end_date_before date;
-- the account's supervisor, if someone else requested the change; otherwise both null
alter table request_effect add column account_supervisor_name varchar(120);
alter table request_effect add column account_supervisor_address varchar(254);
