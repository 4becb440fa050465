-- a change that takes effect on its start date; what was changed before was changed at once
alter table request_effect add column planned boolean default false not null;
