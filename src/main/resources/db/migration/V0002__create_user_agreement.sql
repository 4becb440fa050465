create table user_agreement (
    request_number  varchar(10)   primary key references access_request (number),
    text_version    varchar(40)   not null,
    text_sha256     varchar(64)   not null,
    answers         varchar(4000) not null,
    facility_name   varchar(120)  not null,
    job_title       varchar(80)   not null,
    full_legal_name varchar(120)  not null,
    signature_date  date          not null,
    signed_at       timestamp with time zone not null,
    signer_issuer   varchar(255)  not null,
    signer_subject  varchar(255)  not null,
    signer_address  varchar(254)  not null,
    network_address varchar(45)
);

create table form_draft (
    form           varchar(40)   not null,
    request_number varchar(10)   not null,
    owner_address  varchar(254)  not null,
    content        varchar(8000) not null,
    saved_at       timestamp with time zone not null,
    primary key (form, request_number)
);
