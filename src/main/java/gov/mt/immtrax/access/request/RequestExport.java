package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.export.CsvFile;
import gov.mt.immtrax.access.facility.ClinicName;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.identity.EmailAddresses;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All requests as CSV for staff who answer auditors: who requested which access for whom, and when each step took
 * place. The file contains neither birth dates nor credentials.
 */
@Component
public class RequestExport {

    /** Number of rows in memory at a time. */
    private static final int ROWS_AT_ONCE = 200;

    private static final List<String> COLUMNS = List.of(
            "number",
            "type",
            "status",
            "person",
            "email",
            "employer",
            "location",
            "typedAs",
            "accessLevel",
            "supervisor",
            "supervisorEmail",
            "submitted",
            "paperwork",
            "due",
            "ended",
            "hadPriorAccess");

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final JdbcClient jdbc;
    private final ClinicNames clinics;
    private final ClinicsOfRequests clinicsOfRequests;
    private final BusinessCalendar calendar;
    private final MessageSource messages;

    RequestExport(
            DataSource database,
            ClinicNames clinics,
            ClinicsOfRequests clinicsOfRequests,
            BusinessCalendar calendar,
            MessageSource messages) {
        JdbcTemplate piecewise = new JdbcTemplate(database);
        piecewise.setFetchSize(ROWS_AT_ONCE);
        this.jdbc = JdbcClient.create(piecewise);
        this.clinics = clinics;
        this.clinicsOfRequests = clinicsOfRequests;
        this.calendar = calendar;
        this.messages = messages;
    }

    /**
     * Writes the open and closed requests, oldest first.
     *
     * @param find the number of a request, an email address that requests contain, or the number or name of a clinic;
     *     empty for all
     * @throws IOException if {@code out} fails
     */
    @Transactional(readOnly = true) // PostgreSQL streams rows only within a transaction
    public void write(Optional<String> find, Locale locale, Appendable out) throws IOException {
        List<String> headings = COLUMNS.stream()
                .map(column -> messages.getMessage("request.csv." + column, null, locale))
                .toList();
        ClinicNames.Today today = clinics.ofAll();
        try (Stream<AccessRequest> requests = find(find)) {
            CsvFile.write(
                    out,
                    headings,
                    requests.map(
                            request -> row(request, today.of(request.employer(), request.locationName()), locale)));
        }
    }

    private Stream<AccessRequest> find(Optional<String> find) {
        String all = "select * from access_request";
        String oldestFirst = " order by submitted_at, number";
        return find
                .map(text -> found(text, all, oldestFirst))
                .orElseGet(() -> jdbc.sql(all + oldestFirst))
                .query(RequestColumns::read)
                .stream();
    }

    private JdbcClient.StatementSpec found(String text, String all, String order) {
        if (text.contains("@")) {
            return jdbc.sql(all + " where supervisor_address = :address or email_address = :address" + order)
                    .param("address", EmailAddresses.normalize(text));
        }
        ClinicsOfRequests.Sought sought = clinicsOfRequests.sought(text);
        return jdbc.sql(all + " where number = :number or " + AccessRequestRepository.AT + order)
                .param("number", text.strip().toUpperCase(Locale.ROOT))
                .param("clinics", sought.numbers().isEmpty() ? List.of("") : sought.numbers())
                .param("employer", sought.employer());
    }

    private List<String> row(AccessRequest request, ClinicName clinic, Locale locale) {
        return List.of(
                request.number(),
                messages.getMessage("request.type." + request.requestType(), null, locale),
                messages.getMessage(status(request), locale),
                request.userName(),
                request.emailAddress(),
                clinic.employer(),
                clinic.locationName(),
                clinic.isSpelledOtherwise() ? clinic.typed() : "",
                messages.getMessage("request.accessLevel." + request.accessLevel(), null, locale),
                request.supervisorName(),
                request.supervisorAddress(),
                moment(request.submittedAt()),
                moment(request.paperworkCompleteAt()),
                request.dueAt() == null ? "" : calendar.dateOf(request.dueAt()).toString(),
                moment(request.endedAt()),
                messages.getMessage("request.hadPriorAccess." + request.hadPriorAccess(), null, locale));
    }

    /** The text for this request type if there is one, otherwise the general text. */
    private static MessageSourceResolvable status(AccessRequest request) {
        String key = "request.status." + request.status();
        return new DefaultMessageSourceResolvable(new String[] {key + "." + request.requestType(), key});
    }

    private String moment(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at.atZone(calendar.zone()));
    }
}
