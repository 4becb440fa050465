package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.deputy.Deputyship;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.people.AccountExport;
import gov.mt.immtrax.access.people.AccountQuery;
import gov.mt.immtrax.access.people.departure.SupervisorDepartures;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Both lists of accounts as CSV: a supervisor's own people, and all that a search finds for staff who answer auditors.
 */
@Controller
class AccountsAsCsv {

    private final AccountExport export;
    private final SupervisorDepartures departures;
    private final ActsFor actsFor;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    AccountsAsCsv(
            AccountExport export,
            SupervisorDepartures departures,
            ActsFor actsFor,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.export = export;
        this.departures = departures;
        this.actsFor = actsFor;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    @GetMapping("/people/accounts.csv")
    void mine(ListParameters asked, Locale locale, HttpServletResponse response) throws IOException {
        String supervisor = currentPerson.require().address();
        send(
                asked.query(supervisor, departures.accountsLeftBy(supervisor)),
                "own people as CSV",
                "my-people.csv",
                locale,
                response);
    }

    @GetMapping("/people/for/{deputyship}/accounts.csv")
    void ofOfficial(@PathVariable String deputyship, ListParameters asked, Locale locale, HttpServletResponse response)
            throws IOException {
        Deputyship acting = actsFor.takeUpDeputyship(deputyship, "/people/for/" + deputyship + "/accounts.csv");
        send(PeoplePages.queryOf(acting, asked), "people of an official as CSV", "their-people.csv", locale, response);
    }

    @GetMapping("/staff/accounts.csv")
    void all(ListParameters asked, Locale locale, HttpServletResponse response) throws IOException {
        AccountQuery query = asked.query(departures.accountsToReassign());
        send(query, "accounts as CSV, " + query.inWords(), "accounts.csv", locale, response);
    }

    private void send(AccountQuery query, String told, String file, Locale locale, HttpServletResponse response)
            throws IOException {
        // recorded before the download starts, because it may break off halfway
        audit.record(AuditAction.EXPORTED, null, AuditResult.DONE, told);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(file).build().toString());
        export.write(query, locale, response.getWriter());
    }
}
