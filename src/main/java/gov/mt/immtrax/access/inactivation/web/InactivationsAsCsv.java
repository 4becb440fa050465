package gov.mt.immtrax.access.inactivation.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.export.CsvFile;
import gov.mt.immtrax.access.facility.ClinicName;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.inactivation.stop.InactivationStop;
import gov.mt.immtrax.access.inactivation.stop.MassInactivation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;

/** The accounts that are due for inactivity today, as a file in which registry staff can review all of them. */
@Controller
class InactivationsAsCsv {

    private static final List<String> HEADINGS = List.of(
            "inactivation.due.number",
            "inactivation.due.username",
            "inactivation.due.person",
            "inactivation.due.email",
            "inactivation.due.employer",
            "inactivation.due.location",
            "inactivation.due.typedAs",
            "inactivation.due.level",
            "inactivation.due.supervisor",
            "inactivation.due.access");

    private final MassInactivation massInactivation;
    private final ClinicNames clinics;
    private final BusinessCalendar calendar;
    private final MessageSource messages;
    private final AuditTrail audit;

    InactivationsAsCsv(
            MassInactivation massInactivation,
            ClinicNames clinics,
            BusinessCalendar calendar,
            MessageSource messages,
            AuditTrail audit) {
        this.massInactivation = massInactivation;
        this.clinics = clinics;
        this.calendar = calendar;
        this.messages = messages;
        this.audit = audit;
    }

    @GetMapping("/staff/inactivations.csv")
    @Transactional(readOnly = true) // PostgreSQL streams rows only within a transaction
    public void download(Locale locale, HttpServletResponse response) throws IOException {
        audit.record(
                AuditAction.EXPORTED,
                massInactivation.open().map(InactivationStop::number).orElse(null),
                AuditResult.DONE,
                "accounts due for inactivity as CSV");
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("inactivations.csv")
                        .build()
                        .toString());
        List<String> headings = HEADINGS.stream()
                .map(key -> messages.getMessage(key, null, locale))
                .toList();
        ClinicNames.Today today = clinics.ofAll();
        try (Stream<Account> due = massInactivation.due()) {
            CsvFile.write(response.getWriter(), headings, due.map(account -> row(account, today, locale)));
        }
    }

    private List<String> row(Account account, ClinicNames.Today today, Locale locale) {
        var facts = account.facts();
        ClinicName clinic = today.of(facts.employer(), facts.locationName());
        return Stream.of(
                        account.number(),
                        facts.username(),
                        facts.personName(),
                        facts.emailAddress(),
                        clinic.employer(),
                        clinic.locationName(),
                        clinic.isSpelledOtherwise() ? clinic.typed() : null,
                        messages.getMessage("request.accessLevel." + facts.accessLevel(), null, locale),
                        facts.supervisorAddress() == null
                                ? messages.getMessage("inactivation.due.noSupervisor", null, locale)
                                : facts.supervisorAddress(),
                        account.lastAccessAt() == null
                                ? null
                                : calendar.dateOf(account.lastAccessAt()).toString())
                .map(cell -> cell == null ? "" : cell)
                .toList();
    }
}
