-- whether its address is the word of somebody who asks, so that mails like it are bounded
alter table mail_ledger add column bounded boolean default false not null;
-- what a bounded mail counts for, and on which day in Montana; no day while it is held
alter table mail_ledger add column mailbox varchar(254);
alter table mail_ledger add column requested_by varchar(254);
alter table mail_ledger add column counted_on date;
alter table mail_ledger add column held_at timestamp with time zone;
alter table mail_ledger add column escalated_at timestamp with time zone;
-- what the help desk said of a held mail
alter table mail_ledger add column decided_by varchar(254);
alter table mail_ledger add column decided_at timestamp with time zone;
alter table mail_ledger add column decision varchar(1000);

create index mail_ledger_by_mailbox on mail_ledger (mailbox, counted_on);
create index mail_ledger_by_requester on mail_ledger (requested_by, counted_on);
