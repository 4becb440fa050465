-- Refusals of a person beyond those that are recorded as separate events. They become one event with their number.
create table refusal_count (
    id       bigint generated always as identity primary key,
    issuer   varchar(255) not null,
    subject  varchar(255) not null,
    address  varchar(254) not null,
    roles    varchar(120) not null,
    times    integer      not null,
    first_at timestamp with time zone not null,
    last_at  timestamp with time zone not null
);

create index refusal_count_by_address on refusal_count (address, id);
create index refusal_count_by_beginning on refusal_count (first_at);
