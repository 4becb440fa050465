package gov.mt.immtrax.access.request;

import static gov.mt.immtrax.access.request.RequestEventType.AGREEMENT_SIGNED;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.LedgerEntry;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.request.CorrectionRepository.Correction;
import gov.mt.immtrax.access.request.process.UserAwareness;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What was corrected in a request, in the words in which its user is told. What was corrected twice is one change, and
 * what was changed back is none.
 */
@Component
public class RequestChanges {

    /** Between the supervisor and the help desk. */
    private static final Set<String> NOT_FOR_THE_USER =
            Set.of("justification", "supervisorJobTitle", "hadPriorAccess", "otherEmployer", "account");

    /** Not repeated in emails. */
    private static final Set<String> PRIVATE = Set.of("dateOfBirth", "phoneNumber");

    private final CorrectionRepository corrections;
    private final Timeline timeline;
    private final MailLedger ledger;
    private final UserAwareness users;
    private final MessageSource messages;

    RequestChanges(
            CorrectionRepository corrections,
            Timeline timeline,
            MailLedger ledger,
            UserAwareness users,
            MessageSource messages) {
        this.corrections = corrections;
        this.timeline = timeline;
        this.ledger = ledger;
        this.users = users;
        this.messages = messages;
    }

    /** Since the user signed the agreement that is now void; a line for each field. Empty if none is void. */
    public List<String> sinceSigned(String number, Locale locale) {
        return users.signsAgain(number)
                ? lines(
                        number,
                        timeline.last(number, AGREEMENT_SIGNED).orElseThrow().at(),
                        locale)
                : List.of();
    }

    /** Since the last email about the request went to the user; a line for each field. */
    public List<String> sinceTold(String number, Locale locale) {
        return told(number).map(at -> lines(number, at, locale)).orElse(List.of());
    }

    private Optional<Instant> told(String number) {
        return ledger.of(number).stream()
                .filter(mail -> mail.audience() == Audience.USER)
                .map(LedgerEntry::sentAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .or(() -> timeline.last(number, AGREEMENT_SIGNED).map(signed -> signed.at()));
    }

    private List<String> lines(String number, Instant since, Locale locale) {
        Map<String, Correction> net = new LinkedHashMap<>();
        corrections.since(number, since).stream()
                .filter(change -> !NOT_FOR_THE_USER.contains(change.field()))
                .forEach(change -> net.merge(
                        change.field(),
                        change,
                        (first, last) -> new Correction(change.field(), first.before(), last.after())));
        return net.values().stream()
                .filter(Predicate.not(RequestChanges::isChangedBack))
                .map(change -> line(change, locale))
                .toList();
    }

    private static boolean isChangedBack(Correction change) {
        return !change.field().equals("dateOfBirth") && Objects.equals(change.before(), change.after());
    }

    private String line(Correction change, Locale locale) {
        // without the example that the form gives in brackets
        String label = text("form.access-request." + change.field(), locale).replaceFirst(" \\(.*\\)$", "");
        return PRIVATE.contains(change.field())
                ? text("request.change.private", locale, label)
                : text(
                        "request.change",
                        locale,
                        label,
                        value(change.field(), change.after(), locale),
                        value(change.field(), change.before(), locale));
    }

    /** A correction with its values as a person reads them. */
    public Correction worded(Correction change, Locale locale) {
        String before = change.before() == null ? null : value(change.field(), change.before(), locale);
        String after = change.after() == null ? null : value(change.field(), change.after(), locale);
        return new Correction(change.field(), before, after);
    }

    private String value(String field, @Nullable String value, Locale locale) {
        if (value == null) {
            return text("request.change.none", locale);
        }
        return switch (field) {
            case "requestType" -> text("request.type." + value, locale);
            case "accessLevel" -> text("request.accessLevel." + value, locale);
            case "hadPriorAccess" -> text("form.access-request.hadPriorAccess." + value, locale);
            case "otherEmployer" -> text("form.access-request.otherEmployer." + value, locale);
            case "startDate", "endDate" ->
                DateTimeFormatter.ofPattern(text("request.date", locale), locale)
                        .format(LocalDate.parse(value));
            default -> value;
        };
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
