-- Who did what. Rows are only added, never changed. Without an address, it was the service itself.
create table audit_event (
    id              bigint generated always as identity primary key,
    -- a readable instant: 'infinity', written by hand, would stop the sealer and the verifier
    happened_at     timestamp with time zone not null
        check (happened_at between timestamp with time zone '2000-01-01 00:00:00+00' and timestamp with time zone '2199-12-31 00:00:00+00'),
    action          varchar(40)  not null,
    result          varchar(10)  not null,
    issuer          varchar(255),
    subject         varchar(255),
    address         varchar(254),
    roles           varchar(120),
    network_address varchar(45),
    case_number     varchar(10),
    account         varchar(60),
    -- without personal data
    detail          varchar(400)
);

create index audit_event_newest on audit_event (happened_at, id);
create index audit_event_by_case on audit_event (case_number, happened_at, id);
create index audit_event_by_address on audit_event (address, happened_at, id);
create index audit_event_by_action on audit_event (action, happened_at, id);

-- Events that are not sealed yet, in a separate table, so that finding them does not slow down as the trail grows.
create table audit_unsealed (
    event_id bigint primary key
);

-- The chain: each hash covers the previous hash and one event.
create table audit_seal (
    position bigint      primary key,
    event_id bigint      not null unique,
    hash     varchar(64) not null
);

create table audit_checkpoint (
    number    bigint       primary key,
    position  bigint       not null,
    hash      varchar(64)  not null,
    signed_at timestamp with time zone not null
        check (signed_at between timestamp with time zone '2000-01-01 00:00:00+00' and timestamp with time zone '2199-12-31 00:00:00+00'),
    key_id    varchar(16)  not null,
    signature varchar(86)  not null
);

-- One row, which is locked for sealing and signing, so that one node at a time does it, in order.
create table audit_sealer (
    id integer primary key
);

insert into audit_sealer (id) values (1);

-- The settings at the last start. Secrets are stored as fingerprints that require the signing key.
create table audit_setting (
    name   varchar(120) primary key,
    shown  varchar(400) not null,
    key_id varchar(16)  not null
);
