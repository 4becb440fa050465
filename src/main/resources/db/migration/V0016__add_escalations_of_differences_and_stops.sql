-- When the help desk lead was last notified that a difference is overdue; the next notification is counted from it.
alter table account_difference add column escalated_at timestamp with time zone;

-- The same for the decision on a stop.
alter table inactivation_stop add column escalated_at timestamp with time zone;
