-- When the help desk's lead was told last that the task of a difference is overdue; the next time is counted from it.
alter table account_difference add column escalated_at timestamp with time zone;

-- The same of the question whether so many accounts are due for inactivity indeed.
alter table inactivation_stop add column escalated_at timestamp with time zone;
