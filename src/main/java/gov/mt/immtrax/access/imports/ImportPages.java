package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.TypedDate;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The list of imports for registry staff, and the upload of a file. */
@Controller
@RequestMapping("/staff/imports")
class ImportPages {

    private static final int SHOWN = 50;

    private final ImportService service;
    private final RegistryImportRepository imports;
    private final ImportMistakes mistakes;
    private final BusinessCalendar calendar;
    private final AuditTrail audit;

    ImportPages(
            ImportService service,
            RegistryImportRepository imports,
            ImportMistakes mistakes,
            BusinessCalendar calendar,
            AuditTrail audit) {
        this.service = service;
        this.imports = imports;
        this.mistakes = mistakes;
        this.calendar = calendar;
        this.audit = audit;
    }

    @GetMapping
    String list(Model model) {
        audit.record(AuditAction.IMPORTS_VIEWED, null);
        return list(List.of(), model);
    }

    /**
     * Accepts a file.
     *
     * @param typed also the day on which the registry wrote it; blank for today
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String upload(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam Map<String, @Nullable String> typed,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            HttpServletResponse response)
            throws IOException {
        ImportKind which = ImportKind.REGISTRY_EXPORT.name().equals(kind)
                ? ImportKind.REGISTRY_EXPORT
                : ImportKind.GO_LIVE.name().equals(kind) ? ImportKind.GO_LIVE : null;
        model.addAttribute("kind", which);
        TypedDate takenOn = TypedDate.read("takenOn", typed::get);
        model.addAttribute("takenOn", takenOn);
        List<ImportRejectedException> refusals = new ArrayList<>();
        if (which == null) {
            refusals.add(new ImportRejectedException("imports.refused.kind"));
        }
        takenOn.mistake("takenOn")
                .filter(it -> !takenOn.isBlank())
                .map(it -> new ImportRejectedException("imports.refused.takenOn", it))
                .ifPresent(refusals::add);
        if (file == null || file.isEmpty()) {
            refusals.add(new ImportRejectedException("imports.refused.empty"));
        }
        if (which == null || file == null || !refusals.isEmpty()) {
            return refuse(refusals, model, response);
        }
        try (InputStream content = file.getInputStream()) {
            ImportService.Taken taken =
                    service.take(which, takenOn.date().orElse(null), file.getOriginalFilename(), content);
            return taken.repeated()
                    ? refuse(
                            List.of(new ImportRejectedException("imports.refused.again", taken.number())),
                            model,
                            response)
                    : "redirect:/staff/imports/" + taken.number();
        } catch (ImportRejectedException refused) {
            return refuse(List.of(refused), model, response);
        }
    }

    private String refuse(List<ImportRejectedException> refusals, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return list(refusals, model);
    }

    private String list(List<ImportRejectedException> refusals, Model model) {
        model.addAttribute("imports", imports.newest(SHOWN));
        model.addAttribute("kinds", ImportKind.values());
        model.addAttribute("columns", ImportColumn.values());
        model.addAttribute("zone", calendar.zone());
        mistakes.tell(refusals, model);
        return "imports/imports";
    }
}
