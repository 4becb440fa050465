package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The directory of clinics. A facility is found by every name that it has or had. Accounts and requests keep what was
 * typed, and mean a facility by these names, so that whatever happens to it counts for all of them at once.
 */
@Service
@Transactional
public class FacilityDirectory {

    /** More than Montana has clinics; the page of a form stays below 150 KB. */
    private static final int SUGGESTED = 1000;

    /**
     * One page of a list.
     *
     * @param page from 1
     * @param total on all pages
     */
    public record Page(List<Facility> facilities, int page, int pages, long total) {}

    private final FacilityRepository facilities;
    private final FacilityHistory history;
    private final CaseNumberGenerator numbers;
    private final AuditTrail audit;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    FacilityDirectory(
            FacilityRepository facilities,
            FacilityHistory history,
            CaseNumberGenerator numbers,
            AuditTrail audit,
            CurrentPerson currentPerson,
            Clock clock) {
        this.facilities = facilities;
        this.history = history;
        this.numbers = numbers;
        this.audit = audit;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** The facility with this number, also a merged one. */
    @Transactional(readOnly = true)
    public Optional<Facility> find(String number) {
        return CaseKind.FACILITY.matches(number) ? facilities.find(number) : Optional.empty();
    }

    /** The facility that a name means, by folding. It may be retired. */
    @Transactional(readOnly = true)
    public Optional<Facility> named(@Nullable String employer, @Nullable String locationName) {
        return facilities.named(FacilityKey.of(employer, locationName));
    }

    /**
     * @param status of those to find; empty for any but merged ones, which are found by number alone
     * @param page from 1; a number after the last page gives the last page
     */
    @Transactional(readOnly = true)
    public Page search(Optional<String> typed, Optional<FacilityStatus> status, int page, int size) {
        FacilitySearch search = new FacilitySearch(typed, status);
        long total = facilities.count(search);
        int pages = (int) Math.max(1, (total + size - 1) / size);
        int shown = Math.max(1, Math.min(page, pages));
        return new Page(facilities.page(search, (shown - 1L) * size, size), shown, pages, total);
    }

    /**
     * What a form suggests to a supervisor: those that can be chosen, where their people work first, then by name. In a
     * larger directory people search.
     *
     * @param supervisor normalized address
     */
    @Transactional(readOnly = true)
    public List<Facility> suggested(String supervisor) {
        return Stream.concat(
                        facilities.ofSupervisor(supervisor).stream(),
                        facilities
                                .page(
                                        new FacilitySearch(Optional.empty(), Optional.of(FacilityStatus.ACTIVE)),
                                        0,
                                        SUGGESTED)
                                .stream())
                .distinct()
                .limit(SUGGESTED)
                .toList();
    }

    /** Names from before, or of facilities that were merged into this one, as they were typed. */
    @Transactional(readOnly = true)
    public List<String> otherNames(Facility facility) {
        return facilities.spellings(facility.number()).stream()
                .filter(it -> !it.key().equals(facility.facts().key()))
                .map(it -> it.employer() + ", " + it.locationName())
                .toList();
    }

    /**
     * Adds a facility.
     *
     * @param request number of the request that it was added from; null if there is none
     * @throws org.springframework.dao.DuplicateKeyException if the name means another one
     */
    public Facility add(FacilityFacts facts, @Nullable String request, @Nullable String reason) {
        Facility facility = new Facility(numbers.next(CaseKind.FACILITY), FacilityStatus.ACTIVE, null, facts);
        facilities.insert(facility);
        note(facility.number(), FacilityChangeType.ADDED, request, reason);
        audit.record(AuditAction.FACILITY_ADDED, facility.number(), AuditResult.DONE, request);
        return facility;
    }

    /**
     * Says that another name means a facility too, because a request has it.
     *
     * @return false if there is no such facility, or it was merged
     * @throws org.springframework.dao.DuplicateKeyException if the name means a facility already
     */
    public boolean addName(String number, String employer, String locationName, String request) {
        if (find(number).isEmpty()) {
            return false;
        }
        Facility facility = facilities.lock(number);
        if (facility.isMerged()) {
            return false;
        }
        facilities.addName(facility, employer, locationName);
        note(number, FacilityChangeType.NAMED, request, employer + ", " + locationName);
        audit.record(AuditAction.FACILITY_CORRECTED, number, AuditResult.DONE, "another name, from " + request);
        return true;
    }

    /**
     * Puts right what the directory says, and records each fact that differs.
     *
     * @param version of the facility when the page was shown
     * @return false if somebody else changed it meanwhile; nothing is changed then
     * @throws org.springframework.dao.DuplicateKeyException if the new name means another one
     */
    public boolean correct(String number, String version, FacilityFacts facts, String reason) {
        Facility before = facilities.lock(number);
        if (!before.version().equals(version) || before.isMerged()) {
            return false;
        }
        if (!before.facts().equals(facts)) {
            facilities.update(new Facility(number, before.status(), null, facts));
            noteChanges(before, facts, null, reason);
            audit.record(AuditAction.FACILITY_CORRECTED, number);
        }
        return true;
    }

    /** From now on it is not suggested; does nothing if it is not active. */
    public void retire(String number, @Nullable String reason) {
        turn(number, FacilityStatus.ACTIVE, FacilityStatus.RETIRED, FacilityChangeType.RETIRED, reason);
    }

    /** Makes a retired facility active again; does nothing if it is not retired. */
    public void reopen(String number, @Nullable String reason) {
        turn(number, FacilityStatus.RETIRED, FacilityStatus.ACTIVE, FacilityChangeType.REOPENED, reason);
    }

    /**
     * Merges a facility into another one. All of its names mean the other one from now on, and what the other one did
     * not know is taken over.
     *
     * @param versions of both facilities when the preview was shown, by number
     * @return false if one of them has changed since; nothing is merged then
     */
    public boolean merge(String from, String into, Map<String, String> versions, String reason) {
        Map<String, Facility> locked = lockBoth(from, into);
        Facility gone = Objects.requireNonNull(locked.get(from));
        Facility stays = Objects.requireNonNull(locked.get(into));
        if (from.equals(into)
                || gone.isMerged()
                || stays.isMerged()
                || !gone.version().equals(versions.get(from))
                || !stays.version().equals(versions.get(into))) {
            return false;
        }
        FacilityFacts facts = merged(gone, stays);
        facilities.moveNames(from, into);
        facilities.update(new Facility(from, FacilityStatus.MERGED, into, gone.facts()));
        facilities.update(new Facility(into, stays.status(), null, facts));
        note(from, FacilityChangeType.MERGED, into, reason);
        note(into, FacilityChangeType.MERGED_IN, from, reason);
        noteChanges(stays, facts, from, null);
        audit.record(AuditAction.FACILITY_MERGED, from, AuditResult.DONE, "into " + into);
        return true;
    }

    /** What a facility knows after another one was merged into it. */
    public static FacilityFacts merged(Facility gone, Facility stays) {
        return stays.facts().orElse(gone.facts());
    }

    /**
     * What undoing a merge moves back.
     *
     * @param whole numbers of the facility and of what had been merged into it
     * @param names that came with the facility and go back with it, and with them whatever was typed so
     * @param taken facts that the other one has from this one, by field, and loses
     * @param blocked whether the other one is called by one of the names today, or is merged itself
     */
    public record Undo(Set<String> whole, List<String> names, Map<String, String> taken, boolean blocked) {

        @Override
        public String toString() {
            return "Undo[" + names.size() + "]";
        }
    }

    /**
     * What undoing a merge would move back; empty if the facility is not merged.
     *
     * <p>Names that were added to the other one since the merge stay with it.
     */
    @Transactional(readOnly = true)
    public Optional<Undo> undoing(Facility merged) {
        if (merged.mergedInto() == null) {
            return Optional.empty();
        }
        Facility into = facilities.find(merged.mergedInto()).orElseThrow();
        List<FacilityRepository.Spelling> names = facilities.namesThatCameWith(merged);
        boolean direct =
                facilities.partOf(merged.number()).filter(into.number()::equals).isPresent();
        return Optional.of(new Undo(
                facilities.wholeOf(merged),
                names.stream()
                        .map(it -> ClinicName.name(it.employer(), it.locationName()))
                        .toList(),
                history.takenOver(into, merged.number()),
                !direct
                        || names.stream()
                                .anyMatch(it -> it.key().equals(into.facts().key()))));
    }

    /**
     * Undoes a merge that was a mistake: the names that came with the facility mean it again. Whatever else the other
     * one got since stays with it.
     *
     * @param versions of both facilities when the preview was shown, by number
     * @return false if one of them has changed since, or it cannot be undone; nothing is changed then
     */
    public boolean undoMerge(String number, Map<String, String> versions, String reason) {
        String into = facilities.find(number).map(Facility::mergedInto).orElse(null);
        if (into == null) {
            return false;
        }
        Map<String, Facility> locked = lockBoth(number, into);
        Facility merged = Objects.requireNonNull(locked.get(number));
        Facility other = Objects.requireNonNull(locked.get(into));
        Undo undo = undoing(merged).filter(it -> !it.blocked()).orElse(null);
        if (undo == null
                || !into.equals(merged.mergedInto())
                || !merged.version().equals(versions.get(number))
                || !other.version().equals(versions.get(into))) {
            return false;
        }
        Map<String, @Nullable String> facts = other.facts().asText();
        undo.taken().keySet().forEach(field -> facts.put(field, null));
        FacilityFacts less = FacilityFacts.of(facts);
        facilities.moveNamesBack(merged);
        facilities.update(new Facility(number, history.statusBeforeMerge(number), null, merged.facts()));
        facilities.update(new Facility(into, other.status(), null, less));
        note(number, FacilityChangeType.MERGE_UNDONE, into, reason);
        note(into, FacilityChangeType.MERGE_UNDONE, number, reason);
        noteChanges(other, less, null, null);
        audit.record(AuditAction.FACILITY_MERGE_UNDONE, number, AuditResult.DONE, "out of " + into);
        return true;
    }

    /** In the order of their numbers, so that two of these never wait for each other. */
    private Map<String, Facility> lockBoth(String one, String other) {
        Map<String, Facility> locked = new HashMap<>();
        new TreeSet<>(List.of(one, other)).forEach(number -> locked.put(number, facilities.lock(number)));
        return locked;
    }

    private void turn(
            String number, FacilityStatus from, FacilityStatus to, FacilityChangeType type, @Nullable String reason) {
        Facility facility = facilities.lock(number);
        if (facility.status() == from) {
            facilities.update(new Facility(number, to, null, facility.facts()));
            note(number, type, null, reason);
            audit.record(
                    to == FacilityStatus.RETIRED ? AuditAction.FACILITY_RETIRED : AuditAction.FACILITY_REOPENED,
                    number);
        }
    }

    private void note(String number, FacilityChangeType type, @Nullable String caseNumber, @Nullable String reason) {
        history.note(number, FacilityChange.of(clock.instant(), type, caseNumber, actor(), reason));
    }

    /** @param other number of the facility that the new facts came from; null if none */
    private void noteChanges(Facility before, FacilityFacts after, @Nullable String other, @Nullable String reason) {
        Map<String, @Nullable String> now = after.asText();
        before.facts().asText().forEach((field, value) -> {
            if (!Objects.equals(value, now.get(field))) {
                history.note(
                        before.number(),
                        new FacilityChange(
                                clock.instant(),
                                FacilityChangeType.CORRECTED,
                                field,
                                value,
                                now.get(field),
                                other,
                                actor(),
                                reason));
            }
        });
    }

    private @Nullable String actor() {
        return currentPerson.find().map(Person::address).orElse(null);
    }
}
