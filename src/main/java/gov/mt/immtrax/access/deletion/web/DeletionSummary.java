package gov.mt.immtrax.access.deletion.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletions;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What Tasklist shows beside the forms about a deletion; the engine itself does not know it. */
@RestController
class DeletionSummary {

    /**
     * One deletion in the words of staff; labels are in the reader's language. What a form about an account asks for comes
     * under the same names as from the account's own summary.
     */
    record Summary(
            String requestNumber,
            String accountNumber,
            String name,
            String username,
            String emailAddress,
            String employer,
            String locationName,
            String reasonLabel,
            LocalDate lastDay,
            String supervisorName,
            String supervisorJobTitle,
            String supervisorAddress,
            List<Known> accounts) {

        @Override
        public String toString() {
            return "Summary[" + requestNumber + "]";
        }
    }

    /** An account that may be meant. */
    record Known(String username, String name, String employer, String status, String supervisorName) {

        @Override
        public String toString() {
            return "Known[" + status + "]";
        }
    }

    private final AccessDeletions deletions;
    private final AccountRegister register;
    private final MessageSource messages;
    private final AuditTrail audit;

    DeletionSummary(AccessDeletions deletions, AccountRegister register, MessageSource messages, AuditTrail audit) {
        this.deletions = deletions;
        this.register = register;
        this.messages = messages;
        this.audit = audit;
    }

    @GetMapping("/staff/deletions/{number}/summary.json")
    Summary summary(@PathVariable String number, Locale locale) {
        AccessDeletion d = deletions.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        audit.record(AuditAction.DELETION_VIEWED, number, AuditResult.DONE, "beside the task in Tasklist");
        return new Summary(
                number,
                d.account(),
                d.personName(),
                d.username(),
                d.emailAddress(),
                d.employer(),
                d.locationName(),
                messages.getMessage("form.access-deletion.reason." + d.reason(), null, locale),
                d.lastDay(),
                d.supervisorName(),
                d.supervisorJobTitle(),
                d.supervisorAddress(),
                mayBeMeant(d, locale));
    }

    private List<Known> mayBeMeant(AccessDeletion d, Locale locale) {
        Map<String, Account> found = new LinkedHashMap<>();
        Optional.ofNullable(d.account()).flatMap(register::find).ifPresent(it -> found.put(it.number(), it));
        register.ofPerson(d.emailAddress()).forEach(it -> found.put(it.number(), it));
        return found.values().stream()
                .map(it -> new Known(
                        it.facts().username(),
                        it.facts().personName(),
                        it.facts().employer(),
                        messages.getMessage("deletion.account." + it.status(), null, locale),
                        it.facts().supervisorName()))
                .toList();
    }
}
