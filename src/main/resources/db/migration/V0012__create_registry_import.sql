create sequence registry_import_number start with 1 increment by 1 maxvalue 9999999;
create sequence difference_number start with 1 increment by 1 maxvalue 9999999;

-- Whoever begins something holds this row, so that two imports never begin at once.
create table import_lock (
    id int primary key
);
insert into import_lock (id) values (1);

create table registry_import (
    -- IMP and seven digits: what the engine knows of it
    number      varchar(10)  primary key,
    kind        varchar(20)  not null,
    state       varchar(20)  not null,
    -- the day of Montana on which the registry wrote the file
    taken_on    date         not null,
    file_name   varchar(120),
    sha256      varchar(64)  not null,
    bytes       bigint       not null,
    bytes_read  bigint       not null,
    -- how far it got: the last line of the file that is in import_line, and the last that is in the register
    lines_read  int          not null,
    applied_to  int,
    -- why it failed; null unless it did
    problem     varchar(40),
    problem_detail varchar(400),
    uploaded_at timestamp with time zone not null,
    -- null for a command, which nobody is logged in to
    uploaded_by varchar(254),
    applied_at  timestamp with time zone,
    applied_by  varchar(254)
);

create index registry_import_by_hash on registry_import (sha256);
create index registry_import_by_time on registry_import (uploaded_at);

-- The file in pieces, until it is read: whichever node goes on reads it from here.
create table import_file (
    import_number varchar(10) not null,
    part          int         not null,
    content       bytea       not null,
    primary key (import_number, part)
);

-- The good lines, until the import is applied or discarded.
create table import_line (
    import_number  varchar(10)  not null,
    line_number    int          not null,
    username       varchar(60)  not null,
    username_key   varchar(60)  not null,
    first_name     varchar(120),
    last_name      varchar(60),
    last_name_key  varchar(60),
    email_address  varchar(254),
    employer       varchar(120),
    employer_key   varchar(120),
    location_name  varchar(120),
    access_level   varchar(30)  not null,
    status         varchar(20)  not null,
    last_access_at timestamp with time zone,
    supervisor_name varchar(120),
    supervisor_address varchar(254),
    -- the account that a go-live import makes of it
    account        varchar(10),
    primary key (import_number, line_number)
);

create index import_line_by_username on import_line (import_number, username_key);

-- The lines that were left out, for the report.
create table import_problem (
    import_number varchar(10) not null,
    line_number   int         not null,
    problem       varchar(40) not null,
    field         varchar(30),
    given         varchar(120),
    -- null where not even that could be read
    username_key  varchar(60),
    primary key (import_number, line_number)
);

create index import_problem_by_username on import_problem (import_number, username_key);

create table import_count (
    import_number varchar(10) not null,
    name          varchar(40) not null,
    amount        bigint      not null,
    primary key (import_number, name)
);

-- What an export and the register disagree about, for the preview and the report.
create table import_difference (
    import_number varchar(10) not null,
    kind          varchar(30) not null,
    username_key  varchar(60) not null,
    username      varchar(60) not null,
    account       varchar(10),
    ours          varchar(60),
    theirs        varchar(60),
    primary key (import_number, kind, username_key)
);

-- What they disagree about over time: from the export that found it to the one that agrees.
create table account_difference (
    -- DIF and seven digits: what the engine knows of it
    number        varchar(10) primary key,
    kind          varchar(30) not null,
    username      varchar(60) not null,
    username_key  varchar(60) not null,
    account       varchar(10),
    ours          varchar(60),
    theirs        varchar(60),
    found_by      varchar(10) not null,
    found_at      timestamp with time zone not null,
    seen_by       varchar(10) not null,
    closed_by     varchar(10),
    closed_at     timestamp with time zone,
    -- when it was assigned to the help desk; null if it was not
    task_at       timestamp with time zone,
    -- what the help desk said; null until it has
    outcome       varchar(20),
    note          varchar(1000),
    resolved_at   timestamp with time zone,
    resolved_by   varchar(254)
);

create index account_difference_by_kind on account_difference (kind, closed_at);
create index account_difference_by_username on account_difference (username_key);
