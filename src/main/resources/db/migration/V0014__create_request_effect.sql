-- what a provisioned request changed in the register, and the previous values
create table request_effect (
    request_number  varchar(10)  primary key references access_request (number),
    account         varchar(10)  not null references account (number),
    -- null, like the following columns, for an account that the request opened
    level_before    varchar(30),
    employer_before varchar(120),
    location_before varchar(120),
    -- the supervisor before the account moved; both null if it did not move
    former_supervisor_name    varchar(120),
    former_supervisor_address varchar(254)
);

create index request_effect_by_account on request_effect (account);
