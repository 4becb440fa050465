package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.export.CsvFile;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedDate;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.number.CaseNumber;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Shows the trail to registry staff, who answer auditors: newest first, filtered, and as a file. */
@Controller
@RequestMapping("/staff/audit")
class AuditPage {

    private static final int PAGE_SIZE = 50;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 1, 1);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** Message keys of the file's columns. The last two columns help to find an event in the database. */
    private static final List<String> HEADINGS = List.of(
            "audit.page.happened",
            "audit.page.action",
            "audit.page.result",
            "audit.page.person",
            "audit.page.roles",
            "audit.page.network",
            "audit.page.number",
            "audit.page.account",
            "audit.page.detail",
            "audit.page.subject",
            "audit.page.id");

    private final AuditEventRepository events;
    private final CheckpointRepository checkpoints;
    private final AuditTrail trail;
    private final MessageSource messages;
    private final ZoneId zone;

    AuditPage(
            AuditEventRepository events,
            CheckpointRepository checkpoints,
            AuditTrail trail,
            MessageSource messages,
            ZoneId zone) {
        this.events = events;
        this.checkpoints = checkpoints;
        this.trail = trail;
        this.messages = messages;
        this.zone = zone;
    }

    /** The search as it was typed; days are in the service's time zone. */
    record Asked(
            @Nullable String number,
            @Nullable String address,
            @Nullable AuditAction action,
            @Nullable String from,
            @Nullable String to) {

        Asked {
            from = iso(from);
            to = iso(to);
        }

        /** As the browser's date field shows it again; what is not a date stays as it was typed. */
        private static @Nullable String iso(@Nullable String typed) {
            return typed == null ? null : day(typed).map(LocalDate::toString).orElse(typed);
        }

        AuditFilter filter(ZoneId zone) {
            return new AuditFilter(
                    text(number).map(it -> it.toUpperCase(Locale.ROOT)).orElse(null),
                    text(address).map(EmailAddresses::normalize).orElse(null),
                    action,
                    day(from).map(it -> beginning(possible(it), zone)).orElse(null),
                    day(to).map(it -> beginning(possible(it).plusDays(1), zone)).orElse(null));
        }

        /** What is wrong with a day, by the name of the field. Nothing is searched for until it is corrected. */
        Map<String, FormError> mistakes() {
            Map<String, FormError> mistakes = new LinkedHashMap<>();
            mistake("from", from).ifPresent(it -> mistakes.put("from", it));
            mistake("to", to).ifPresent(it -> mistakes.put("to", it));
            return mistakes;
        }

        private static Optional<FormError> mistake(String field, @Nullable String typed) {
            TypedDate day = TypedDate.parse(typed == null ? "" : typed);
            return day.isBlank() ? Optional.empty() : day.mistake(field);
        }

        private static Optional<LocalDate> day(@Nullable String typed) {
            return typed == null ? Optional.empty() : TypedDate.parse(typed).date();
        }

        private static Optional<String> text(@Nullable String typed) {
            return Optional.ofNullable(typed).map(String::strip).filter(it -> !it.isEmpty());
        }

        /** Limits days to a range that the database can compare; nothing can have happened outside it. */
        private static LocalDate possible(LocalDate day) {
            return day.isBefore(FIRST) ? FIRST : day.isAfter(LAST) ? LAST : day;
        }

        private static Instant beginning(LocalDate day, ZoneId zone) {
            return day.atStartOfDay(zone).toInstant();
        }

        @Override
        public String toString() {
            return "Asked[" + filter(ZoneOffset.UTC).inWords() + "]";
        }
    }

    /** @param before id of the last event on the previous page */
    @GetMapping
    String show(
            Asked asked,
            @RequestParam(required = false) @Nullable Long before,
            Model model,
            HttpServletResponse response) {
        AuditFilter filter = asked.filter(zone);
        AuditEvent after = Optional.ofNullable(before).flatMap(events::find).orElse(null);
        Map<String, FormError> mistakes = asked.mistakes();
        // one more than a page, to know whether there is a next page
        List<AuditEvent> found = mistakes.isEmpty() ? events.newest(filter, after, PAGE_SIZE + 1) : List.of();
        List<AuditEvent> shown = found.stream().limit(PAGE_SIZE).toList();
        model.addAttribute("unsealed", events.unsealed());
        record(AuditAction.AUDIT_VIEWED, filter);
        model.addAttribute("events", shown);
        model.addAttribute(
                "next", found.size() > PAGE_SIZE ? shown.get(PAGE_SIZE - 1).id() : null);
        model.addAttribute("first", after == null);
        model.addAttribute("asked", asked);
        model.addAttribute("mistakes", mistakes);
        if (!mistakes.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        model.addAttribute("actions", AuditAction.values());
        model.addAttribute("checkpoint", checkpoints.last().orElse(null));
        model.addAttribute("zone", zone);
        return "audit/events";
    }

    /** Downloads all events that match the filter, not only those of one page. */
    @GetMapping("/events.csv")
    void download(Asked asked, HttpServletResponse response, Locale locale) throws IOException {
        if (!asked.mistakes().isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        AuditFilter filter = asked.filter(zone);
        record(AuditAction.EXPORTED, filter);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit-trail.csv\"");
        PrintWriter out = response.getWriter();
        List<String> headings = HEADINGS.stream()
                .map(key -> messages.getMessage(key, null, locale))
                .toList();
        Iterable<AuditEvent> all = events.all(filter);
        CsvFile.write(out, headings, () -> rows(all.iterator()));
    }

    private Iterator<List<String>> rows(Iterator<AuditEvent> all) {
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public List<String> next() {
                AuditEvent event = all.next();
                return Stream.of(
                                LOCAL.format(event.happenedAt().atZone(zone)),
                                event.action(),
                                event.result(),
                                event.address(),
                                event.roles(),
                                event.networkAddress(),
                                event.caseNumber(),
                                event.account(),
                                event.detail(),
                                event.subject(),
                                String.valueOf(event.id()))
                        .map(cell -> cell == null ? "" : cell)
                        .toList();
            }
        };
    }

    private void record(AuditAction action, AuditFilter filter) {
        String number = CaseNumber.read(filter.caseNumber()).orElse(null);
        trail.record(action, number, AuditResult.DONE, "audit trail, " + filter.inWords());
    }
}
