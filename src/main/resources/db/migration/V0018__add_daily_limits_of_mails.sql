-- whether only the requester has vouched for the address, so that daily limits apply
alter table mail_ledger add column bounded boolean default false not null;
-- the mailbox and requester for which a bounded email counts, and the day in Montana; no day while it is held
alter table mail_ledger add column mailbox varchar(254);
alter table mail_ledger add column requested_by varchar(254);
alter table mail_ledger add column counted_on date;
alter table mail_ledger add column held_at timestamp with time zone;
alter table mail_ledger add column escalated_at timestamp with time zone;
-- the help desk's decision on a held email
alter table mail_ledger add column decided_by varchar(254);
alter table mail_ledger add column decided_at timestamp with time zone;
alter table mail_ledger add column decision varchar(1000);

create index mail_ledger_by_mailbox on mail_ledger (mailbox, counted_on);
create index mail_ledger_by_requester on mail_ledger (requested_by, counted_on);
