create table credential (
    request_number varchar(10)  primary key,
    username       varchar(60)  not null,
    -- AES-GCM, nonce first; null once delivered
    sealed_password varchar(400),
    provisioned_at timestamp with time zone not null,
    delivered_at   timestamp with time zone
);
