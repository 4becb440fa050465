package gov.mt.immtrax.access.portal;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.number.CaseKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the page for a number. {@code templates/portal/number.html} uses it to make numbers links on staff pages. */
@Component("casePages")
public class CasePages {

    private final CurrentPerson currentPerson;

    CasePages(CurrentPerson currentPerson) {
        this.currentPerson = currentPerson;
    }

    /**
     * The page for a number.
     *
     * @param number as a table stores it; may be null or of no kind
     * @return the path; null if there is no page, or none that this person may open
     */
    public @Nullable String of(String number) {
        return CaseKind.allOf(number).stream()
                .findFirst()
                .map(kind -> page(kind, number))
                .orElse(null);
    }

    private @Nullable String page(CaseKind kind, String number) {
        return switch (kind) {
            case ACCESS_REQUEST, ACCESS_DELETION -> "/requests/" + number; // redirects to a deletion if necessary
            case ACCOUNT -> "/staff/accounts/" + number;
            case DIFFERENCE -> "/staff/differences";
            case FACILITY -> "/staff/facilities/" + number;
            case IMPORT -> forRegistryStaff("/staff/imports/" + number);
            case INACTIVATION_STOP -> forRegistryStaff("/staff/inactivations");
            case SUPERVISOR_DEPARTURE -> forRegistryStaff("/staff/accounts?filter=no-supervisor");
            case DEPUTYSHIP -> forRegistryStaff("/staff/deputies");
            case SUPERVISOR_REPLACEMENT, HANDOVER, AUDIT_CHECKPOINT -> null;
        };
    }

    private @Nullable String forRegistryStaff(String page) {
        return currentPerson
                .find()
                .filter(person -> person.is(Role.REGISTRY_STAFF))
                .map(person -> page)
                .orElse(null);
    }
}
