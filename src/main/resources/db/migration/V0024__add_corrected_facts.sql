-- facts that somebody can correct after the access was set up; null if no request said them
alter table account add column phone_number varchar(20);
alter table account add column job_title varchar(80);

-- as the last request said that was provisioned for the account
update account set
    phone_number = (select r.phone_number from access_request r where r.number = (
        select max(e.request_number) from request_effect e join access_request said on said.number = e.request_number
        where e.account = account.number and not e.planned and said.phone_number is not null)),
    job_title = (select r.job_title from access_request r where r.number = (
        select max(e.request_number) from request_effect e join access_request said on said.number = e.request_number
        where e.account = account.number and not e.planned and said.job_title is not null));

-- a change of permissions may say another address of the user
alter table access_request add column new_email_address varchar(254);

-- another email address of an account's user, which counts once somebody has logged in with it
create table email_address_change (
    account      varchar(10)  primary key references account (number),
    old_address  varchar(254) not null,
    new_address  varchar(254) not null,
    entered_at   timestamp with time zone not null,
    -- null while nobody has logged in with the new address
    counts_since timestamp with time zone
);

create index email_address_change_by_new_address on email_address_change (new_address);
