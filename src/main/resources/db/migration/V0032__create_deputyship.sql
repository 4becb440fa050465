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
