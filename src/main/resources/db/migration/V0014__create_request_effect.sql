-- what a provisioned request did to the register of accounts, and how it was before
create table request_effect (
    request_number  varchar(10)  primary key references access_request (number),
    account         varchar(10)  not null references account (number),
    -- null, as is all that follows, for an account that the request opened
    level_before    varchar(30),
    employer_before varchar(120),
    location_before varchar(120),
    -- whose access to the user's data has ended; both null where nobody's has
    former_supervisor_name    varchar(120),
    former_supervisor_address varchar(254)
);

create index request_effect_by_account on request_effect (account);
