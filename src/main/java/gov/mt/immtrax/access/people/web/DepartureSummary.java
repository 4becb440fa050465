package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.ClinicName;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.people.departure.OtherOfficials;
import gov.mt.immtrax.access.people.departure.SupervisorDepartures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The values that Tasklist shows beside the form about a supervisor who left. They are read when they are shown. */
@RestController
class DepartureSummary {

    /** The supervisor and the people whom they left. Labels are in the reader's language. */
    record Summary(
            String departureNumber,
            @Nullable String supervisorName,
            String supervisorAddress,
            List<OwnAccount> accounts,
            List<Person> people,
            List<OtherOfficials.Official> officials,
            @Nullable String waitingNote,
            @Nullable LocalDate waitingSince) {

        @Override
        public String toString() {
            return "Summary[" + departureNumber + "]";
        }
    }

    /** An account of the supervisor: how they left. */
    record OwnAccount(
            String accountNumber,
            String employer,
            String statusLabel,
            @Nullable LocalDate inactivatedOn,
            @Nullable String reasonLabel) {

        @Override
        public String toString() {
            return "OwnAccount[" + accountNumber + "]";
        }
    }

    /** Somebody whom the supervisor answers for. */
    record Person(
            String accountNumber,
            String name,
            String employer,
            String locationName,
            String accessLevelLabel,
            @Nullable LocalDate endDate) {

        @Override
        public String toString() {
            return "Person[" + accountNumber + "]";
        }
    }

    private final SupervisorDepartures departures;
    private final OtherOfficials officials;
    private final ClinicNames clinics;
    private final AccountRegister register;
    private final BusinessCalendar calendar;
    private final MessageSource messages;
    private final AuditTrail audit;

    DepartureSummary(
            SupervisorDepartures departures,
            OtherOfficials officials,
            ClinicNames clinics,
            AccountRegister register,
            BusinessCalendar calendar,
            MessageSource messages,
            AuditTrail audit) {
        this.departures = departures;
        this.officials = officials;
        this.clinics = clinics;
        this.register = register;
        this.calendar = calendar;
        this.messages = messages;
        this.audit = audit;
    }

    @GetMapping("/staff/supervisors/departures/{departureNumber}/summary.json")
    Summary summary(@PathVariable("departureNumber") String number, Locale locale) {
        SupervisorDepartures.Waiting waiting =
                departures.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<Account> people = departures.leftBy(waiting.supervisor());
        ClinicNames.Today today =
                clinics.of(people, it -> it.facts().employer(), it -> it.facts().locationName());
        audit.record(AuditAction.ACCOUNTS_LISTED, number, AuditResult.DONE, "of a supervisor who left");
        return new Summary(
                number,
                people.stream()
                        .findFirst()
                        .map(it -> it.facts().supervisorName())
                        .orElse(null),
                waiting.supervisor(),
                register.ofPerson(waiting.supervisor()).stream()
                        .map(it -> own(it, locale))
                        .toList(),
                people.stream().map(it -> person(it, today, locale)).toList(),
                officials.of(waiting.supervisor(), people),
                waiting.note(),
                date(waiting.since()));
    }

    private OwnAccount own(Account account, Locale locale) {
        return new OwnAccount(
                account.number(),
                account.facts().employer(),
                text("people.status." + account.status(), locale),
                date(account.inactivatedAt()),
                account.inactivationReason() == null
                        ? null
                        : text("people.reason." + account.inactivationReason(), locale));
    }

    private Person person(Account account, ClinicNames.Today today, Locale locale) {
        ClinicName clinic = today.of(account.facts().employer(), account.facts().locationName());
        return new Person(
                account.number(),
                PersonName.lastThenFirst(
                        account.facts().firstName(), account.facts().lastName()),
                clinic.employer(),
                clinic.locationName(),
                text("request.accessLevel." + account.facts().accessLevel(), locale),
                account.facts().endDate());
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private @Nullable LocalDate date(@Nullable Instant at) {
        return at == null ? null : calendar.dateOf(at);
    }
}
