-- A login may have a difference of one kind under each of its employers. The primary key changes, which has no name that
-- both databases know.
create table former_import_difference as select * from import_difference;
drop table import_difference;

create table import_difference (
    import_number varchar(10)  not null,
    kind          varchar(30)  not null,
    username_key  varchar(60)  not null,
    -- what it is about, besides the user name: the account, or the folded employer of a line whose login has several;
    -- empty for a login that the register does not have and that has one line
    subject       varchar(256) default '' not null,
    username      varchar(60)  not null,
    account       varchar(10),
    -- of the account or the line, if the login has others
    employer      varchar(120),
    ours          varchar(60),
    theirs        varchar(60),
    primary key (import_number, kind, username_key, subject)
);

insert into import_difference (import_number, kind, username_key, subject, username, account, ours, theirs)
select import_number, kind, username_key, coalesce(account, ''), username, account, ours, theirs
from former_import_difference;
drop table former_import_difference;

alter table account_difference add column subject varchar(256) default '' not null;
alter table account_difference add column employer varchar(120);
update account_difference set subject = account where account is not null;
