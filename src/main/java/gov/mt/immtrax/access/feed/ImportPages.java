package gov.mt.immtrax.access.feed;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The imports, for registry staff, and where they send a file. */
@Controller
@RequestMapping("/staff/imports")
class ImportPages {

    private static final int SHOWN = 50;

    private final ImportDesk desk;
    private final FeedImports imports;
    private final ImportMistakes mistakes;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final AuditTrail audit;

    ImportPages(
            ImportDesk desk,
            FeedImports imports,
            ImportMistakes mistakes,
            BusinessCalendar calendar,
            Clock clock,
            AuditTrail audit) {
        this.desk = desk;
        this.imports = imports;
        this.mistakes = mistakes;
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
        List<ImportRefused> refusals = new ArrayList<>();
        if (which == null) {
            refusals.add(new ImportRefused("feed.refused.kind"));
        }
        LocalDate day = null;
        try {
            day = takenOn == null || takenOn.isBlank() ? null : LocalDate.parse(takenOn.strip());
        } catch (DateTimeParseException noDate) {
            refusals.add(new ImportRefused("feed.refused.date"));
        }
        if (file == null || file.isEmpty()) {
            refusals.add(new ImportRefused("feed.refused.empty"));
        }
        if (!refusals.isEmpty()) {
            return refuse(refusals, model, response);
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

    private String refuse(List<ImportRefused> refusals, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return list(refusals, model);
    }

    private String list(List<ImportRefused> refusals, Model model) {
        model.addAttribute("imports", imports.newest(SHOWN));
        model.addAttribute("kinds", FeedKind.values());
        model.addAttribute("columns", FeedColumn.values());
        model.addAttribute("today", calendar.dateOf(clock.instant()));
        model.addAttribute("zone", calendar.zone());
        mistakes.tell(refusals, model);
        return "feed/imports";
    }
}
