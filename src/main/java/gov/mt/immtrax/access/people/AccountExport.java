package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.export.CsvFile;
import gov.mt.immtrax.access.facility.ClinicName;
import gov.mt.immtrax.access.facility.ClinicNames;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accounts as CSV, for supervisors who check their list and for staff who answer auditors. */
@Component
public class AccountExport {

    private static final List<String> COLUMNS = List.of(
            "number",
            "username",
            "lastName",
            "firstName",
            "email",
            "employer",
            "location",
            "typedAs",
            "accessLevel",
            "status",
            "lastAccess",
            "endDate",
            "agreement",
            "inactivated",
            "reason",
            "supervisor",
            "supervisorEmail",
            "disputed",
            "noSupervisor");

    private final AccountRows accounts;
    private final ClinicNames clinics;
    private final MessageSource messages;

    AccountExport(AccountRows accounts, ClinicNames clinics, MessageSource messages) {
        this.accounts = accounts;
        this.clinics = clinics;
        this.messages = messages;
    }

    /**
     * Writes all accounts that a query finds.
     *
     * @throws IOException if {@code out} fails
     */
    @Transactional(readOnly = true)
    public void write(AccountQuery query, Locale locale, Appendable out) throws IOException {
        List<String> headings = COLUMNS.stream()
                .map(column -> text("people.csv." + column, locale))
                .toList();
        ClinicNames.Today today = clinics.ofAll();
        try (Stream<AccountRow> rows = accounts.all(query)) {
            CsvFile.write(
                    out, headings, rows.map(row -> cells(row, today.of(row.employer(), row.locationName()), locale)));
        }
    }

    private List<@Nullable String> cells(AccountRow row, ClinicName clinic, Locale locale) {
        return Arrays.asList(
                row.number(),
                row.username(),
                row.lastName(),
                row.firstName(),
                row.emailAddress(),
                clinic.employer(),
                clinic.locationName(),
                clinic.isSpelledOtherwise() ? clinic.typed() : null,
                text("request.accessLevel." + row.accessLevel(), locale),
                text("people.status." + row.status(), locale),
                date(row.lastAccessOn()),
                date(row.endDate()),
                row.agreementOn() == null ? text(row.agreementKey(), locale) : date(row.agreementOn()),
                date(row.inactivatedOn()),
                row.inactivationReason() == null ? null : text("people.reason." + row.inactivationReason(), locale),
                row.supervisorName(),
                row.supervisorAddress(),
                row.disputed() ? text("people.csv.disputed.yes", locale) : null,
                row.isWithoutSupervisor() ? text("people.csv.noSupervisor.yes", locale) : null);
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static @Nullable String date(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
