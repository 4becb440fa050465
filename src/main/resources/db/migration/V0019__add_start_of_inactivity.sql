-- inactivity is never counted from before this moment: the day the login could first be used, the last reactivation or
-- the last move to another employer; null for an account from an import
alter table account add column counted_from timestamp with time zone;

update account set counted_from = provisioned_at;

-- accounts that moved after they were set up
update account set counted_from = (
    select max(r.ended_at) from request_effect e join access_request r on r.number = e.request_number
    where e.account = account.number and r.request_type = 'CHANGE_EMPLOYER')
where exists (
    select 1 from request_effect e join access_request r on r.number = e.request_number
    where e.account = account.number and r.request_type = 'CHANGE_EMPLOYER'
        and (account.counted_from is null or r.ended_at > account.counted_from));

-- accounts that were set up, reactivated or moved before the start date; at noon it is that day in Montana too
update account set counted_from = (
    select max(cast(r.start_date as timestamp with time zone) + interval '12' hour)
    from request_effect e join access_request r on r.number = e.request_number
    where e.account = account.number and r.request_type <> 'PERMISSIONS_CHANGE')
where exists (
    select 1 from request_effect e join access_request r on r.number = e.request_number
    where e.account = account.number and r.request_type <> 'PERMISSIONS_CHANGE'
        and cast(r.start_date as timestamp with time zone) + interval '12' hour > account.counted_from);

-- to find due accounts
drop index account_by_use;
create index account_by_use on account (status, access_level, last_access_at, counted_from);
