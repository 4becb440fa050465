-- the state of account-lifecycle.bpmn for an account; days are days in Montana

-- when the lifecycle was started; null without one, for example after the inactivation
alter table account add column lifecycle_started_at timestamp with time zone;
-- the due date for which each warning was posted; another due date needs new warnings
alter table account add column first_warning_for date;
alter table account add column last_warning_for date;
-- when the last warning was posted, which precedes every inactivation by a fixed time, and whether it had a recipient
alter table account add column last_warning_on date;
alter table account add column warned_somebody boolean default false not null;
-- the end date that was announced, and the one past which the account was kept by decision
alter table account add column end_announced_for date;
alter table account add column end_kept_for date;
-- when it was decided to keep the account; inactivity is counted from here at the earliest
alter table account add column kept_at timestamp with time zone;
-- when registry staff released the account from a stop, however many accounts are due
alter table account add column released_at timestamp with time zone;
-- the last day of the exemption from inactivity
alter table account add column exempt_until date;
alter table account add column exempt_reason varchar(1000);

-- to find due accounts, and accounts without a lifecycle
create index account_by_use on account (status, access_level, last_access_at, provisioned_at);
create index account_by_lifecycle on account (status, lifecycle_started_at);
create index account_by_inactivation on account (inactivation_reason, inactivated_at);

create sequence inactivation_stop_number start with 1 increment by 1 maxvalue 9999999;

-- days on which too many accounts were due for inactivity, and the decision of registry staff
create table inactivation_stop (
    -- STP and seven digits; the engine's business key
    number          varchar(10)  primary key,
    stopped_on      date         not null unique,
    due_accounts    integer      not null,
    active_accounts integer      not null,
    -- null until the decision
    decision        varchar(20),
    held_until      date,
    reason          varchar(1000),
    decided_at      timestamp with time zone,
    decided_by      varchar(254)
);
