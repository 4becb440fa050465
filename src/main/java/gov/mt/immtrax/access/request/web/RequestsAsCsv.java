package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.request.RequestExport;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of requests, or the result of a search, as a file for the help desk lead and registry staff. */
@Controller
class RequestsAsCsv {

    private final RequestExport export;
    private final AuditTrail audit;

    RequestsAsCsv(RequestExport export, AuditTrail audit) {
        this.export = export;
        this.audit = audit;
    }

    /**
     * @param find as on the list: a request number, the email address of the user or supervisor, or the number or name
     *     of a clinic; all requests without it
     */
    @GetMapping("/staff/requests.csv")
    void download(@RequestParam Optional<String> find, Locale locale, HttpServletResponse response) throws IOException {
        Optional<String> sought = find.filter(text -> !text.isBlank());
        // recorded before the download starts, because it may break off halfway
        audit.record(
                AuditAction.EXPORTED,
                null,
                AuditResult.DONE,
                sought.map(text -> "requests as CSV, by search").orElse("requests as CSV"));
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("requests.csv").build().toString());
        export.write(sought, locale, response.getWriter());
    }
}
