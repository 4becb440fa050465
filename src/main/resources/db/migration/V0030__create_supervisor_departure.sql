create sequence supervisor_departure_number start with 1 increment by 1 maxvalue 9999999;

-- supervisors whose own access ended or moved while they answer for people
create table supervisor_departure (
    -- DEP and seven digits; the engine's business key
    number         varchar(10)  primary key,
    address        varchar(254) not null,
    -- the supervisor's address until it is settled, otherwise null: one open departure per supervisor
    open_key       varchar(254) unique,
    opened_at      timestamp with time zone not null,
    -- when registry staff were last asked, which the due date is counted from
    asked_at       timestamp with time zone not null,
    escalated_at   timestamp with time zone,
    -- the last answer of registry staff; null, like the columns after it, before the first one
    outcome        varchar(20),
    note           varchar(1000),
    answered_at    timestamp with time zone,
    answered_by    varchar(254),
    settled_at     timestamp with time zone
);

create index supervisor_departure_by_address on supervisor_departure (address, outcome);
