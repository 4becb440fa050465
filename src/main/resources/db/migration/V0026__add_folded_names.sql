-- names as rules and searches compare them; filled by a repeatable migration, see FoldedColumns
alter table account alter column employer_key set data type varchar(256);
alter table account add column username_folded varchar(256) default '' not null;
alter table account add column first_name_key varchar(256) default '' not null;
alter table account add column location_key varchar(256) default '' not null;
alter table account add column supervisor_name_key varchar(256);

alter table import_line alter column employer_key set data type varchar(256);
alter table import_line add column username_folded varchar(256);
alter table import_line add column first_name_key varchar(256);
alter table import_line add column location_key varchar(256);
alter table import_line add column supervisor_name_key varchar(256);

create index account_by_name on account (last_name_key, first_name_key);
create index account_by_username_folded on account (username_folded);
create index account_by_supervisor_name on account (supervisor_name_key);

-- on PostgreSQL, the next migration creates them on the new columns
drop index if exists account_by_last_name_beginning;
drop index if exists account_by_username_beginning;
drop index if exists account_by_supervisor_name_beginning;
