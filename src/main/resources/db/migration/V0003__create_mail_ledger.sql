create table mail_ledger (
    id              uuid          primary key,
    -- what it is about; the kind is needed because requests and deletions have the same number format
    case_number     varchar(10)   not null,
    case_kind       varchar(30)   not null,
    template        varchar(40)   not null,
    audience        varchar(20)   not null,
    recipient       varchar(254),
    state           varchar(10)   not null,
    attempts        integer       not null,
    message_id      varchar(255),
    problem         varchar(255),
    posted_at       timestamp with time zone not null,
    last_attempt_at timestamp with time zone,
    sent_at         timestamp with time zone
);

create index mail_ledger_by_case on mail_ledger (case_number, posted_at);
create index mail_ledger_newest on mail_ledger (posted_at);
create index mail_ledger_by_state on mail_ledger (state, posted_at);
