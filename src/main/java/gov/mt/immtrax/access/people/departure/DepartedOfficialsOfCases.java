package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.mail.DepartedOfficials;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether the authorizing official whom an email is for has left the people of its case. What somebody requested after
 * they left, or about themselves, is theirs.
 */
@Component
class DepartedOfficialsOfCases implements DepartedOfficials {

    private final SupervisorDepartures left;
    private final AccountRegister register;
    private final AccessRequestRepository requests;
    private final AccessDeletionRepository deletions;

    DepartedOfficialsOfCases(
            SupervisorDepartures left,
            AccountRegister register,
            AccessRequestRepository requests,
            AccessDeletionRepository deletions) {
        this.left = left;
        this.register = register;
        this.requests = requests;
        this.deletions = deletions;
    }

    /** @param submittedAt UTC; null for an account, which is not submitted */
    private record Case(
            @Nullable String user,
            String employer,
            String locationName,
            @Nullable Instant submittedAt) {

        @Override
        public String toString() {
            return "Case[" + submittedAt + "]";
        }
    }

    @Override
    @Transactional(readOnly = true)
    public boolean hasLeft(String address, CaseNumber about) {
        Leaving leaving = left.leaving(address);
        if (leaving.isNone()) {
            return false;
        }
        if (about.kind() == CaseKind.ACCOUNT) {
            Optional<Account> account = register.find(about.text());
            if (account.filter(it -> address.equals(it.facts().supervisorAddress()))
                    .isPresent()) {
                return leaving.isFrom(account.get());
            }
        }
        return find(about)
                .filter(it -> !address.equals(it.user()))
                .filter(it -> leaving.isFrom(it.employer(), it.locationName(), it.submittedAt()))
                .isPresent();
    }

    private Optional<Case> find(CaseNumber about) {
        return switch (about.kind()) {
            case ACCOUNT ->
                register.find(about.text())
                        .map(Account::facts)
                        .map(it -> new Case(it.emailAddress(), it.employer(), it.locationName(), null));
            case ACCESS_REQUEST ->
                requests.find(about.text())
                        .map(it -> new Case(it.emailAddress(), it.employer(), it.locationName(), it.submittedAt()));
            case ACCESS_DELETION ->
                deletions
                        .find(about.text())
                        .map(it -> new Case(it.emailAddress(), it.employer(), it.locationName(), it.submittedAt()));
            default -> Optional.empty();
        };
    }
}
