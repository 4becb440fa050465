package gov.mt.immtrax.access.people.replacement;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Role;
import java.util.function.Predicate;

/** The rules of each form in which registry staff name a new supervisor. */
public final class NewSupervisorRules {

    private static final String NAME = "supervisorName";
    private static final String ADDRESS = "supervisorAddress";

    private NewSupervisorRules() {}

    /** Only registry staff may decide, because other staff can also reach the task in the engine. */
    public static FormRule registryStaffDecides(String form, CurrentPerson currentPerson) {
        return FormRule.of(
                form,
                submitted -> currentPerson
                                .find()
                                .filter(person -> person.is(Role.REGISTRY_STAFF))
                                .isPresent()
                        ? null
                        : FormError.of("outcome", "people.rule.registryStaffDecides"));
    }

    /** Whoever takes over has a name. */
    public static FormRule hasName(String form, Predicate<FormSubmission> takesOver) {
        return FormRule.of(
                form,
                submitted -> takesOver.test(submitted) && submitted.text(NAME) == null
                        ? FormError.of(NAME, "people.rule.nameMissing")
                        : null);
    }

    /** Whoever takes over has an address. */
    public static FormRule hasAddress(String form, Predicate<FormSubmission> takesOver) {
        return FormRule.of(
                form,
                submitted -> takesOver.test(submitted) && submitted.text(ADDRESS) == null
                        ? FormError.of(ADDRESS, "people.rule.addressMissing")
                        : null);
    }

    /**
     * An address that was typed and then ignored would look as if it had been accepted.
     *
     * @param messageKey says which outcome takes one
     */
    public static FormRule hasNoAddressInVain(String form, Predicate<FormSubmission> takesOver, String messageKey) {
        return FormRule.of(
                form,
                submitted -> !takesOver.test(submitted) && submitted.text(ADDRESS) != null
                        ? FormError.of(ADDRESS, messageKey)
                        : null);
    }
}
