create table staff_member (
    address       varchar(254) primary key,
    name          varchar(120) not null,
    last_login_at timestamp with time zone not null
);

create table staff_role (
    address varchar(254) not null references staff_member (address) on delete cascade,
    role    varchar(30)  not null,
    primary key (address, role)
);

create index staff_role_by_role on staff_role (role, address);
