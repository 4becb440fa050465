package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Representation;
import gov.mt.immtrax.access.request.AccessDeletionLookup;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gives the {@code request} room what it needs to know about deletions. */
@Component
class DeletionLookupService implements AccessDeletionLookup {

    private final AccessDeletionRepository deletions;
    private final ActsFor actsFor;
    private final BusinessCalendar calendar;
    private final RecordLocks locks;
    private final Clock clock;

    DeletionLookupService(
            AccessDeletionRepository deletions,
            ActsFor actsFor,
            BusinessCalendar calendar,
            RecordLocks locks,
            Clock clock) {
        this.deletions = deletions;
        this.actsFor = actsFor;
        this.calendar = calendar;
        this.locks = locks;
        this.clock = clock;
    }

    @Override
    public Optional<String> pageOf(String number, Person reader) {
        return deletions
                .find(number)
                .filter(deletion -> reader.worksOnRequests()
                        || reader.hasAddress(deletion.supervisorAddress())
                        || actsFor.mayReadAsDeputy(
                                deletion.supervisorAddress(), deletion.emailAddress(), deletion.account()))
                .map(deletion -> page(deletion.number()));
    }

    @Override
    public void holdOf(String account) {
        deletions.findOpen(account).map(AccessDeletion::number).ifPresent(locks::lock);
    }

    @Override
    public List<Ending> openFor(String address) {
        return deletions.openFor(address).stream().map(this::ending).toList();
    }

    @Override
    public List<Ending> listFor(Person person) {
        List<AccessDeletion> found =
                person.worksOnRequests() ? deletions.open() : deletions.requestedBy(person.address());
        return found.stream()
                .filter(it -> Representation.current().isEmpty()
                        || actsFor.takeUp(it.supervisorAddress(), it.emailAddress(), it.account()))
                .map(this::ending)
                .toList();
    }

    private Ending ending(AccessDeletion deletion) {
        return new Ending(
                deletion.number(),
                page(deletion.number()),
                deletion.personName(),
                deletion.employer(),
                deletion.locationName(),
                "deletion.status." + deletion.status(),
                deletion.status().isOpen(),
                deletion.isPlanned(calendar.dateOf(clock.instant())),
                deletion.lastDay(),
                deletion.supervisorAddress(),
                deletion.submittedAt().atZone(calendar.zone()));
    }

    private static String page(String number) {
        return "/deletions/" + number;
    }
}
