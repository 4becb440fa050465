-- what account-lifecycle.bpmn remembers of an account; days are days in Montana

-- when its lifecycle started; null while it has none, as after its end
alter table account add column lifecycle_started_at timestamp with time zone;
-- the due dates that each warning was posted for: another due date is warned of again
alter table account add column first_warning_for date;
alter table account add column last_warning_for date;
-- when the last warning was posted, and whether to anybody: it comes before every inactivation by so many days
alter table account add column last_warning_on date;
alter table account add column warned_somebody boolean default false not null;
-- the end date that was announced, and the one past which somebody decided to keep the account
alter table account add column end_announced_for date;
alter table account add column end_kept_for date;
-- inactivity is counted from here at the earliest: somebody decided to keep the account
alter table account add column kept_at timestamp with time zone;
-- what was due by then goes on, however many accounts are
alter table account add column released_at timestamp with time zone;
-- the last day on which inactivity does not end it
alter table account add column exempt_until date;
alter table account add column exempt_reason varchar(1000);

-- whose time is over, and who waits for a lifecycle
create index account_by_use on account (status, access_level, last_access_at, provisioned_at);
create index account_by_lifecycle on account (status, lifecycle_started_at);
create index account_by_inactivation on account (inactivation_reason, inactivated_at);

create sequence inactivation_stop_number start with 1 increment by 1 maxvalue 9999999;

-- days on which too many accounts were due for inactivity, and what registry staff decided
create table inactivation_stop (
    -- STP and seven digits: what the engine knows of it
    number          varchar(10)  primary key,
    stopped_on      date         not null unique,
    due_accounts    integer      not null,
    active_accounts integer      not null,
    -- null while nobody has decided
    decision        varchar(20),
    held_until      date,
    reason          varchar(1000),
    decided_at      timestamp with time zone,
    decided_by      varchar(254)
);
