-- when an address was refused, which the due date of its correction is counted from, and what it was corrected to
alter table mail_ledger add column refused_at timestamp with time zone;
alter table mail_ledger add column corrected_from varchar(254);
alter table mail_ledger add column corrected_to varchar(254);

update mail_ledger set refused_at = coalesce(last_attempt_at, posted_at) where state = 'REFUSED';
