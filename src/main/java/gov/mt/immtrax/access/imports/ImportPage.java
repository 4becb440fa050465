package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.inactivation.lifecycle.LifecycleStarter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** One import for registry staff: preview, apply or discard it, and download its report. */
@Controller
@RequestMapping("/staff/imports/{importNumber}")
class ImportPage {

    private static final String SECONDS_TO_RELOAD = "3";
    private static final String SECONDS_TO_RELOAD_WHILE_WAITING = "60";

    private final ImportService service;
    private final RegistryImportRepository imports;
    private final ImportCountRepository counts;
    private final ImportPreview preview;
    private final ImportReport report;
    private final ImportMistakes mistakes;
    private final LifecycleStarter lifecycles;
    private final ImportSettings settings;
    private final BusinessCalendar calendar;
    private final AuditTrail audit;

    ImportPage(
            ImportService service,
            RegistryImportRepository imports,
            ImportCountRepository counts,
            ImportPreview preview,
            ImportReport report,
            ImportMistakes mistakes,
            LifecycleStarter lifecycles,
            ImportSettings settings,
            BusinessCalendar calendar,
            AuditTrail audit) {
        this.service = service;
        this.imports = imports;
        this.counts = counts;
        this.preview = preview;
        this.report = report;
        this.mistakes = mistakes;
        this.lifecycles = lifecycles;
        this.settings = settings;
        this.calendar = calendar;
        this.audit = audit;
    }

    @GetMapping
    String show(@PathVariable String importNumber, Model model, HttpServletResponse response) {
        RegistryImport it = find(importNumber);
        if (!it.state().isBusy()) { // until then the page shows no personal data, and reloads every few seconds
            audit.record(AuditAction.IMPORTS_VIEWED, importNumber);
        }
        return show(it, List.of(), model, response);
    }

    private String show(
            RegistryImport it, List<ImportRejectedException> refusals, Model model, HttpServletResponse response) {
        long waiting = it.kind() == ImportKind.GO_LIVE && it.state() == ImportState.APPLIED ? lifecycles.waiting() : 0;
        if (it.state().isBusy() || waiting > 0) {
            // without scripts, the page reloads to show the progress
            response.setHeader("Refresh", waiting > 0 ? SECONDS_TO_RELOAD_WHILE_WAITING : SECONDS_TO_RELOAD);
        }
        model.addAttribute("it", it);
        model.addAttribute("waiting", waiting);
        Map<String, Long> counted = counts.of(it.number());
        model.addAttribute("counts", counted);
        model.addAttribute("shortfall", shortfall(it, counted, refusals));
        model.addAttribute("columns", ImportColumn.values());
        model.addAttribute("badLines", preview.badLines(it.number()));
        model.addAttribute("notedLines", preview.notedLines(it.number()));
        model.addAttribute("differences", preview.differences(it.number()));
        model.addAttribute(
                "newAccounts", it.kind() == ImportKind.GO_LIVE ? preview.newAccounts(it.number()) : List.of());
        model.addAttribute("zone", calendar.zone());
        mistakes.tell(refusals, model);
        return "imports/import";
    }

    /** The warning above the button, or null. The register may have changed since the preview. */
    private @Nullable Shortfall shortfall(
            RegistryImport it, Map<String, Long> counted, List<ImportRejectedException> refusals) {
        if (it.state() != ImportState.PREVIEWED) {
            return null;
        }
        Shortfall previewed = new Shortfall(
                counted.getOrDefault(ImportCount.MISSING.name(), 0L),
                counted.getOrDefault(ImportCount.ACTIVE.name(), 0L));
        return refusals.stream()
                .filter(refused -> refused.messageKey().equals(ImportService.SHORT))
                .findFirst()
                .map(refused -> new Shortfall((Long) refused.arguments()[0], (Long) refused.arguments()[1]))
                .orElse(previewed.isUnusual(settings) ? previewed : null);
    }

    /**
     * Applies the import.
     *
     * @param confirmed whether the box beside the button was checked
     * @param complete whether the box was checked that confirms that a short export is complete
     */
    @PostMapping("/apply")
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
                throw new ImportRejectedException("imports.refused.notConfirmed");
            }
            service.apply(importNumber, complete);
        } catch (ImportRejectedException refused) {
            return explain(importNumber, refused, model, response);
        }
        return "redirect:/staff/imports/" + importNumber;
    }

    @PostMapping("/discard")
    String discard(@PathVariable String importNumber, Model model, HttpServletResponse response) {
        find(importNumber);
        try {
            service.discard(importNumber);
        } catch (ImportRejectedException refused) {
            return explain(importNumber, refused, model, response);
        }
        return "redirect:/staff/imports/" + importNumber;
    }

    private String explain(String number, ImportRejectedException refused, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return show(find(number), List.of(refused), model, response);
    }

    @GetMapping("/report.csv")
    void report(@PathVariable String importNumber, Locale locale, HttpServletResponse response) throws IOException {
        String number = find(importNumber).number();
        // recorded before the download starts, because it may break off halfway
        audit.record(AuditAction.EXPORTED, number, AuditResult.DONE, "import report");
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

    private RegistryImport find(String number) {
        return imports.find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
