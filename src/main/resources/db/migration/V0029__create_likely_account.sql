-- the accounts that were likely the same person's when the help desk set up a request, and which one it said it is
create table likely_account (
    request_number varchar(10)  not null references access_request (number),
    -- no foreign key: whoever rules an account out must not wait for whoever changes it
    account        varchar(10)  not null,
    -- what request and account had in common then
    likenesses     varchar(200) not null,
    same_person    boolean      not null,
    primary key (request_number, account)
);

-- for names that are one letter apart; the table itself need not be read
create index account_by_first_name on account (first_name_key, last_name_key, number);
