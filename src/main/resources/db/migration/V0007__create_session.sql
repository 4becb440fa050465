-- Tables of Spring Session, with the library's names and columns. This service encrypts the content of a session.
create table spring_session (
    primary_id            char(36)     primary key,
    session_id            char(36)     not null,
    creation_time         bigint       not null,
    last_access_time      bigint       not null,
    max_inactive_interval int          not null,
    expiry_time           bigint       not null,
    principal_name        varchar(255),
    -- our own column: when a node claimed the check of this session's roles with the identity provider
    recheck_claimed_at    timestamp with time zone
);

create unique index spring_session_by_id on spring_session (session_id);
create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_by_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);

-- Used logout tokens, so that none works twice.
create table logout_token (
    id      varchar(255) primary key,
    used_at timestamp with time zone not null
);
