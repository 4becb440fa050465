create sequence deputyship_number start with 1 increment by 1 maxvalue 9999999;

-- who may act for an authorizing official
create table deputyship (
    -- DPY and seven digits
    number           varchar(10)  primary key,
    official_address varchar(254) not null,
    official_name    varchar(128) not null,
    deputy_address   varchar(254) not null,
    deputy_name      varchar(128) not null,
    -- the official's address with 1 or 2 while it is open, otherwise null: two at most
    place_key        varchar(256) unique,
    -- both addresses while it is open, otherwise null: nobody twice
    pair_key         varchar(510) unique,
    named_at         timestamp with time zone not null,
    -- who said that they work at the same clinic: REGISTER, or the address of registry staff; null while nobody has
    confirmed_by     varchar(254),
    -- when the invitation lapses; null before it is sent
    lapses_at        timestamp with time zone,
    accepted_at      timestamp with time zone,
    ended_at         timestamp with time zone,
    -- null for the service itself
    ended_by         varchar(254),
    ending           varchar(20),
    end_reason       varchar(1000)
);

create index deputyship_by_official on deputyship (official_address, named_at);
create index deputyship_by_deputy on deputyship (deputy_address, named_at);
create index deputyship_newest on deputyship (named_at);

-- the official for whom a deputy acted; null for somebody who acted for themselves
alter table request_event add column acts_for varchar(254);
alter table deletion_event add column acts_for varchar(254);
alter table account_change add column acts_for varchar(254);

-- the email of an official that a deputy gets too, and as whose deputy
alter table mail_ledger add column copy_of uuid;
alter table mail_ledger add column deputyship varchar(10);
alter table mail_ledger add constraint mail_ledger_one_copy unique (copy_of, deputyship);

create sequence supervisor_handover_number start with 1 increment by 1 maxvalue 9999999;

-- officials who are asked to take over a person
create table supervisor_handover (
    -- HND and seven digits
    number       varchar(10)  primary key,
    account      varchar(10)  not null references account (number),
    -- the account until it has ended, otherwise null: one at a time
    open_key     varchar(10)  unique,
    old_name     varchar(128) not null,
    old_address  varchar(254) not null,
    new_name     varchar(128) not null,
    new_address  varchar(254) not null,
    reason       varchar(1000) not null,
    asked_at     timestamp with time zone not null,
    asked_by     varchar(254) not null,
    lapses_at    timestamp with time zone not null,
    -- null, like the instant, while it is open, or if it lapsed
    ending       varchar(20),
    ended_at     timestamp with time zone
);

create index supervisor_handover_by_new on supervisor_handover (new_address, open_key);
create index supervisor_handover_by_account on supervisor_handover (account);
