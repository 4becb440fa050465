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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
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
    private final FeedSettings settings;
    private final MessageSource messages;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final AuditTrail audit;

    ImportPages(
            ImportDesk desk,
            FeedImports imports,
            Preview preview,
            ImportReport report,
            LifecycleStarts lifecycles,
            FeedSettings settings,
            MessageSource messages,
            BusinessCalendar calendar,
            Clock clock,
            AuditTrail audit) {
        this.desk = desk;
        this.imports = imports;
        this.preview = preview;
        this.report = report;
        this.lifecycles = lifecycles;
        this.settings = settings;
        this.messages = messages;
        this.calendar = calendar;
        this.clock = clock;
        this.audit = audit;
    }

    @GetMapping
    String list(Model model) {
        audit.record(AuditAction.IMPORTS_VIEWED, null);
        return list(List.of(), model);
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
        FeedKind which = FeedKind.REGISTRY_EXPORT.name().equals(kind)
                ? FeedKind.REGISTRY_EXPORT
                : FeedKind.GO_LIVE.name().equals(kind) ? FeedKind.GO_LIVE : null;
        model.addAttribute("kind", which);
        model.addAttribute("takenOn", takenOn);
        List<ImportRefused> mistakes = new ArrayList<>();
        if (which == null) {
            mistakes.add(new ImportRefused("feed.refused.kind"));
        }
        LocalDate day = null;
        try {
            day = takenOn == null || takenOn.isBlank() ? null : LocalDate.parse(takenOn.strip());
        } catch (DateTimeParseException noDate) {
            mistakes.add(new ImportRefused("feed.refused.date"));
        }
        if (file == null || file.isEmpty()) {
            mistakes.add(new ImportRefused("feed.refused.empty"));
        }
        if (!mistakes.isEmpty()) {
            return refuse(mistakes, model, response);
        }
        try (InputStream content = file.getInputStream()) {
            ImportDesk.Taken taken = desk.take(which, day, file.getOriginalFilename(), content);
            return taken.repeated()
                    ? refuse(List.of(new ImportRefused("feed.refused.again", taken.number())), model, response)
                    : "redirect:/staff/imports/" + taken.number();
        } catch (ImportRefused refused) {
            return refuse(List.of(refused), model, response);
        }
    }

    private String refuse(List<ImportRefused> mistakes, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return list(mistakes, model);
    }

    private String list(List<ImportRefused> mistakes, Model model) {
        model.addAttribute("imports", imports.newest(SHOWN));
        model.addAttribute("kinds", FeedKind.values());
        model.addAttribute("columns", FeedColumn.values());
        model.addAttribute("today", calendar.dateOf(clock.instant()));
        model.addAttribute("zone", calendar.zone());
        tell(mistakes, model);
        return "feed/imports";
    }

    /** In the order of the page; a page says a mistake on top and beside its field. */
    private void tell(List<ImportRefused> mistakes, Model model) {
        Map<String, String> said = new LinkedHashMap<>();
        for (ImportRefused mistake : mistakes) {
            said.put(
                    String.valueOf(mistake.field()),
                    messages.getMessage(mistake.messageKey(), mistake.arguments(), LocaleContextHolder.getLocale()));
        }
        model.addAttribute("mistakes", said);
        model.addAttribute(
                "other",
                mistakes.stream()
                        .map(ImportRefused::other)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    @GetMapping("/{importNumber}")
    String show(@PathVariable String importNumber, Model model, HttpServletResponse response) {
        FeedImport it = find(importNumber);
        if (!it.state().isBusy()) { // until then there is nothing of anybody to see, every few seconds
            audit.record(AuditAction.IMPORTS_VIEWED, null, AuditResult.DONE, importNumber);
        }
        return show(it, List.of(), model, response);
    }

    private String show(FeedImport it, List<ImportRefused> mistakes, Model model, HttpServletResponse response) {
        long waiting = it.kind() == FeedKind.GO_LIVE && it.state() == FeedState.APPLIED ? lifecycles.waiting() : 0;
        if (it.state().isBusy() || waiting > 0) {
            // a page that is looked at without scripts keeps up with the work
            response.setHeader("Refresh", waiting > 0 ? SECONDS_TO_RELOAD_WHILE_WAITING : SECONDS_TO_RELOAD);
        }
        model.addAttribute("it", it);
        model.addAttribute("waiting", waiting);
        Map<String, Long> counts = imports.counts(it.number());
        model.addAttribute("counts", counts);
        model.addAttribute("shortfall", shortfall(it, counts, mistakes));
        model.addAttribute("columns", FeedColumn.values());
        model.addAttribute("badLines", preview.badLines(it.number()));
        model.addAttribute("notedLines", preview.notedLines(it.number()));
        model.addAttribute("differences", preview.differences(it.number()));
        model.addAttribute("newAccounts", it.kind() == FeedKind.GO_LIVE ? preview.newAccounts(it.number()) : List.of());
        model.addAttribute("zone", calendar.zone());
        tell(mistakes, model);
        return "feed/import";
    }

    /** What is to be said before the button; null if nothing is. The register may have changed since the preview. */
    private Shortfall shortfall(FeedImport it, Map<String, Long> counts, List<ImportRefused> mistakes) {
        if (it.state() != FeedState.PREVIEWED) {
            return null;
        }
        Shortfall previewed = new Shortfall(
                counts.getOrDefault(FeedCount.MISSING.name(), 0L), counts.getOrDefault(FeedCount.ACTIVE.name(), 0L));
        return mistakes.stream()
                .filter(mistake -> mistake.messageKey().equals(ImportDesk.SHORT))
                .findFirst()
                .map(mistake -> new Shortfall((Long) mistake.arguments()[0], (Long) mistake.arguments()[1]))
                .orElse(previewed.isUnusual(settings) ? previewed : null);
    }

    /**
     * Applies it.
     *
     * @param confirmed whether the box beside the button was ticked
     * @param complete whether the box was ticked that says of a short export that it is whole
     */
    @PostMapping("/{importNumber}/apply")
    String apply(
            @PathVariable String importNumber,
            @RequestParam(required = false) boolean confirmed,
            @RequestParam(required = false) boolean complete,
            Model model,
            HttpServletResponse response) {
        find(importNumber);
        model.addAttribute("confirmed", confirmed);
        try {
            if (!confirmed) {
                throw new ImportRefused("feed.refused.notConfirmed");
            }
            desk.apply(importNumber, complete);
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
        return show(find(number), List.of(refused), model, response);
    }

    @GetMapping("/{importNumber}/report.csv")
    void report(@PathVariable String importNumber, Locale locale, HttpServletResponse response) throws IOException {
        String number = find(importNumber).number();
        // told before anything leaves, since it may break off half way
        audit.record(AuditAction.EXPORTED, null, AuditResult.DONE, "import report of " + number);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(number + ".csv")
                        .build()
                        .toString());
        report.write(number, locale, response.getWriter());
    }

    private FeedImport find(String number) {
        return imports.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
