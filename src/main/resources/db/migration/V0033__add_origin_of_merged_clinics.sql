-- the facility that a name came from when it was merged, so that the merge can be undone; null if it is its own
alter table facility_name add column merged_from varchar(10);
-- the facility that it was merged into itself; merged_into is the one that all of it is part of today
alter table facility add column part_of varchar(10);

update facility set part_of = (
    select c.case_number from facility_change c where c.id = (
        select max(m.id) from facility_change m where m.facility = facility.number and m.type = 'MERGED'))
where status = 'MERGED';

-- of what was merged before, only its name at that time is known for certain
update facility_name set merged_from = (
    select min(f.number) from facility f
    where f.merged_into = facility_name.facility
        and f.employer_key = facility_name.employer_key and f.location_key = facility_name.location_key);
