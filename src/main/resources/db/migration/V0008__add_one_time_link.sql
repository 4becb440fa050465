-- EMAIL or ONE_TIME_LINK, decided when the credentials are sent; null before that
alter table credential add column delivery varchar(20);
-- for a one-time link: when an unseen password is wiped; null until the mail server has accepted the email
alter table credential add column expires_at timestamp with time zone;
alter table credential add column seen_at timestamp with time zone;
-- when a new password was requested; null unless it is still to be set
alter table credential add column renewal_requested_at timestamp with time zone;
