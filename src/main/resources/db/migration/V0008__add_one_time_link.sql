-- EMAIL or ONE_TIME_LINK, settled when the credentials go out; null before that
alter table credential add column delivery varchar(20);
-- of a link: when its password is wiped unseen; null until the mail server has accepted the mail with the link
alter table credential add column expires_at timestamp with time zone;
alter table credential add column seen_at timestamp with time zone;
-- null unless a new password has been asked for and not been set
alter table credential add column renewal_requested_at timestamp with time zone;
