-- a planned change of an account that the register does not know before its start date: the user name that the help desk
-- entered, instead of the account; null in every other row
alter table request_effect alter column account drop not null;
alter table request_effect add column planned_username varchar(60);
