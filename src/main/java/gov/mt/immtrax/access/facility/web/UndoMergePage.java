package gov.mt.immtrax.access.facility.web;

import gov.mt.immtrax.access.facility.Facility;
import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityUse;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where registry staff undo a merge that was a mistake: they see what goes back, and confirm. */
@Controller
@RequestMapping("/staff/facilities/{facility}/undo-merge")
class UndoMergePage {

    private final FacilityDirectory directory;
    private final FacilityUse use;

    UndoMergePage(FacilityDirectory directory, FacilityUse use) {
        this.directory = directory;
        this.use = use;
    }

    @GetMapping
    ModelAndView preview(@PathVariable("facility") String number) {
        Facility merged = FacilityPages.existing(directory, number);
        return merged.isMerged()
                ? page(merged, null, null, false)
                : FacilityPages.seeOther("/staff/facilities/" + number);
    }

    @PostMapping
    ModelAndView undo(
            @PathVariable("facility") String number,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String versionGone,
            @RequestParam(defaultValue = "") String versionStays,
            RedirectAttributes flash) {
        Facility merged = FacilityPages.existing(directory, number);
        if (!merged.isMerged()) {
            return FacilityPages.seeOther("/staff/facilities/" + number);
        }
        String why = TypedText.clean(reason);
        FormError mistake = FacilityPages.mistake(why);
        if (mistake != null) {
            return page(merged, why, mistake, false);
        }
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put(number, versionGone);
        versions.put(Objects.requireNonNull(merged.mergedInto()), versionStays);
        if (!directory.undoMerge(number, versions, why)) {
            return page(FacilityPages.existing(directory, number), why, null, true);
        }
        return FacilityPages.backTo(number, "mergeUndone", flash);
    }

    private ModelAndView page(Facility merged, @Nullable String reason, @Nullable FormError mistake, boolean outdated) {
        FacilityDirectory.Undo undo = directory.undoing(merged).orElseThrow();
        String into = Objects.requireNonNull(merged.mergedInto());
        return new ModelAndView(
                        "facility/undo-merge", mistake == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("merged", merged)
                .addObject("into", FacilityPages.existing(directory, into))
                .addObject("undo", undo)
                .addObject("uses", use.thatCameWith(into, undo.whole()))
                .addObject("reason", reason == null ? null : TypedText.visibleText(reason))
                .addObject("error", mistake)
                .addObject("outdated", outdated);
    }
}
