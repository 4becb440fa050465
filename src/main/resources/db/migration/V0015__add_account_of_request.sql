-- the account that a request is about, where its supervisor began at their own people; null for any other
alter table access_request add column account varchar(10) references account (number);

-- what a request for a known account does not ask for again
alter table access_request alter column date_of_birth drop not null;
alter table access_request alter column phone_number drop not null;
alter table access_request alter column job_title drop not null;
alter table access_request alter column street_address drop not null;
alter table access_request alter column city drop not null;
alter table access_request alter column state drop not null;
alter table access_request alter column county drop not null;
alter table access_request alter column zip drop not null;

-- until when an account was to be used before a request changed it; null where it had no end, or none was known
alter table request_effect add column end_date_before date;
-- who answers for the account, where somebody else asked; both null where nobody else did
alter table request_effect add column account_supervisor_name varchar(120);
alter table request_effect add column account_supervisor_address varchar(254);
