package gov.mt.immtrax.access.feed;

import gov.mt.immtrax.access.account.LifecycleStarts;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Imports for registry staff: send a file, look at what it would do, apply or discard it, take its report away. */
@Controller
@RequestMapping("/staff/imports")
class ImportPages {

    private static final int SHOWN = 50;
    private static final String SECONDS_TO_RELOAD = "3";
    private static final String SECONDS_TO_RELOAD_WHILE_WAITING = "60";

    private final ImportDesk desk;
    private final FeedImports imports;
    private final Preview preview;
    private final ImportReport report;
    private final LifecycleStarts lifecycles;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final AuditTrail audit;

    ImportPages(
            ImportDesk desk,
            FeedImports imports,
            Preview preview,
            ImportReport report,
            LifecycleStarts lifecycles,
            BusinessCalendar calendar,
            Clock clock,
            AuditTrail audit) {
        this.desk = desk;
        this.imports = imports;
        this.preview = preview;
        this.report = report;
        this.lifecycles = lifecycles;
        this.calendar = calendar;
        this.clock = clock;
        this.audit = audit;
    }

    @GetMapping
    String list(Model model) {
        audit.record(AuditAction.IMPORTS_VIEWED, null);
        return list(null, null, model);
    }

    /**
     * Takes a file in.
     *
     * @param takenOn the day on which the registry wrote it; blank for today
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String upload(
            @RequestParam(required = false) String kind,
            @RequestParam(required = false) String takenOn,
            @RequestParam(required = false) MultipartFile file,
            Model model,
            HttpServletResponse response)
            throws IOException {
        FeedKind which = FeedKind.REGISTRY_EXPORT.name().equals(kind) ? FeedKind.REGISTRY_EXPORT
                : FeedKind.GO_LIVE.name().equals(kind) ? FeedKind.GO_LIVE
                : null;
        model.addAttribute("kind", which);
        model.addAttribute("takenOn", takenOn);
        if (which == null) {
            return refuse("kind", new ImportRefused("feed.refused.kind"), model, response);
        }
        if (file == null || file.isEmpty()) {
            return refuse("file", new ImportRefused("feed.refused.empty"), model, response);
        }
        try (InputStream content = file.getInputStream()) {
            ImportDesk.Taken taken = desk.take(which, day(takenOn), file.getOriginalFilename(), content);
            return taken.repeated()
                    ? refuse("file", new ImportRefused("feed.refused.again", taken.number()), model, response)
                    : "redirect:/staff/imports/" + taken.number();
        } catch (DateTimeParseException noDate) {
            return refuse("takenOn", new ImportRefused("feed.refused.date"), model, response);
        } catch (ImportRefused refused) {
            boolean day = refused.messageKey().equals("feed.refused.future") || refused.messageKey().equals("feed.refused.older");
            return refuse(day ? "takenOn" : "file", refused, model, response);
        }
    }

    private static LocalDate day(String text) {
        return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
    }

    private String refuse(String field, ImportRefused refused, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return list(field, refused, model);
    }

    private String list(String field, ImportRefused refused, Model model) {
        model.addAttribute("imports", imports.newest(SHOWN));
        model.addAttribute("kinds", FeedKind.values());
        model.addAttribute("today", calendar.dateOf(clock.instant()));
        model.addAttribute("zone", calendar.zone());
        model.addAttribute("field", field);
        model.addAttribute("refused", refused == null ? null : refused.messageKey());
        model.addAttribute("arguments", refused == null ? new Object[0] : refused.arguments());
        return "feed/imports";
    }

    @GetMapping("/{importNumber}")
    String show(
            @PathVariable String importNumber,
            Model model,
            HttpServletResponse response) {
        FeedImport it = find(importNumber);
        if (!it.state().isBusy()) { // until then there is nothing of anybody to see, every few seconds
            audit.record(AuditAction.IMPORTS_VIEWED, null, AuditResult.DONE, importNumber);
        }
        return show(it, null, model, response);
    }

    private String show(FeedImport it, ImportRefused refused, Model model, HttpServletResponse response) {
        long waiting = it.kind() == FeedKind.GO_LIVE && it.state() == FeedState.APPLIED
                ? lifecycles.waiting()
                : 0;
        if (it.state().isBusy() || waiting > 0) {
            // a page that is looked at without scripts keeps up with the work
            response.setHeader("Refresh", waiting > 0 ? SECONDS_TO_RELOAD_WHILE_WAITING : SECONDS_TO_RELOAD);
        }
        model.addAttribute("it", it);
        model.addAttribute("waiting", waiting);
        model.addAttribute("counts", imports.counts(it.number()));
        model.addAttribute("badLines", preview.badLines(it.number()));
        model.addAttribute("differences", preview.differences(it.number()));
        model.addAttribute(
                "newAccounts", it.kind() == FeedKind.GO_LIVE ? preview.newAccounts(it.number()) : List.of());
        model.addAttribute("zone", calendar.zone());
        model.addAttribute("refused", refused == null ? null : refused.messageKey());
        model.addAttribute("arguments", refused == null ? new Object[0] : refused.arguments());
        return "feed/import";
    }

    /** @param confirmed whether the box beside the button was ticked */
    @PostMapping("/{importNumber}/apply")
    String apply(
            @PathVariable String importNumber,
            @RequestParam(required = false) boolean confirmed,
            Model model,
            HttpServletResponse response) {
        find(importNumber);
        try {
            if (!confirmed) {
                throw new ImportRefused("feed.refused.notConfirmed");
            }
            desk.apply(importNumber);
        } catch (ImportRefused refused) {
            return explain(importNumber, refused, model, response);
        }
        return "redirect:/staff/imports/" + importNumber;
    }

    @PostMapping("/{importNumber}/discard")
    String discard(@PathVariable String importNumber, Model model, HttpServletResponse response) {
        find(importNumber);
        try {
            desk.discard(importNumber);
        } catch (ImportRefused refused) {
            return explain(importNumber, refused, model, response);
        }
        return "redirect:/staff/imports/" + importNumber;
    }

    private String explain(String number, ImportRefused refused, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return show(find(number), refused, model, response);
    }

    @GetMapping("/{importNumber}/report.csv")
    void report(@PathVariable String importNumber, Locale locale, HttpServletResponse response) throws IOException {
        String number = find(importNumber).number();
        // told before anything leaves, since it may break off half way
        audit.record(AuditAction.EXPORTED, null, AuditResult.DONE, "report of " + number);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(number + ".csv").build().toString());
        report.write(number, locale, response.getWriter());
    }

    private FeedImport find(String number) {
        return imports.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
