package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.facility.ClinicNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a supervisor no longer has access of their own. Employers are those of the directory of clinics today. It
 * counts only for people they answered for when they left.
 */
public final class Leaving {

    /** An employer at a location, as typed. */
    record Place(String employer, String locationName) {

        @Override
        public String toString() {
            return "Place";
        }
    }

    /**
     * An access that ended or moved away.
     *
     * @param at UTC; null if that is not known
     */
    record Left(Place place, @Nullable Instant at) {

        @Override
        public String toString() {
            return "Left[" + at + "]";
        }
    }

    static final Leaving NONE = new Leaving(List.of(), List.of(), Map.of(), ClinicNames.Today.none());

    private final List<Place> there;
    private final List<Left> left;
    private final Map<String, Instant> since;
    private final ClinicNames.Today names;

    /**
     * @param there where the supervisor has access
     * @param left where they had access; if they have access there again, it does not count
     * @param since by account number, since when they answer for it; UTC; without those from before this service
     */
    Leaving(List<Place> there, List<Left> left, Map<String, Instant> since, ClinicNames.Today names) {
        this.there = there;
        this.left = left.stream()
                .filter(it -> there.stream().noneMatch(place -> same(names, place, it.place())))
                .toList();
        this.since = since;
        this.names = names;
    }

    /** Whether they have left nobody. */
    public boolean isNone() {
        return left.isEmpty();
    }

    /** Whether they left the person of an account that names them as supervisor. Nobody leaves themselves. */
    public boolean isFrom(Account account) {
        AccountFacts facts = account.facts();
        return !Objects.equals(facts.supervisorAddress(), facts.emailAddress())
                && isFrom(facts.employer(), facts.locationName(), since.get(account.number()));
    }

    /** The same, for the time before a moment, which is UTC. */
    boolean wasFrom(Account account, Instant moment) {
        return new Leaving(
                        there,
                        left.stream()
                                .filter(it -> it.at() == null || it.at().isBefore(moment))
                                .toList(),
                        since,
                        names)
                .isFrom(account);
    }

    /**
     * Whether they left somebody of this employer, or everybody because they have no access at all.
     *
     * @param since when they began to answer for them; UTC; null if that was before they left, or is still to come
     */
    public boolean isFrom(String employer, String locationName, @Nullable Instant since) {
        Place place = new Place(employer, locationName);
        Predicate<Place> same = other -> same(names, place, other);
        return !left.isEmpty()
                && there.stream().noneMatch(same)
                && left.stream()
                        .filter(it -> it.at() == null || since == null || !since.isAfter(it.at()))
                        .anyMatch(it -> there.isEmpty() || same.test(it.place()));
    }

    private static boolean same(ClinicNames.Today names, Place one, Place other) {
        return names.sameEmployer(one.employer(), one.locationName(), other.employer(), other.locationName());
    }

    @Override
    public String toString() {
        return "Leaving[" + left.size() + "]";
    }
}
