package gov.mt.immtrax.access.facility.web;

import gov.mt.immtrax.access.facility.Facility;
import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityStatus;
import gov.mt.immtrax.access.facility.FacilityUse;
import gov.mt.immtrax.access.facility.LikelyFacilities;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/**
 * Where registry staff merge a clinic that is listed twice: they choose the one that stays, see what moves and confirm.
 */
@Controller
@RequestMapping("/staff/facilities/{facility}/merge")
class MergeFacilityPage {

    private static final int MOST_FOUND = 20;

    private final FacilityDirectory directory;
    private final LikelyFacilities likely;
    private final FacilityUse use;

    MergeFacilityPage(FacilityDirectory directory, LikelyFacilities likely, FacilityUse use) {
        this.directory = directory;
        this.likely = likely;
        this.use = use;
    }

    /**
     * @param find to choose the clinic that stays; those that are likely the same are offered without it
     * @param into number of the clinic that stays, to see what moves
     */
    @GetMapping
    ModelAndView choose(
            @PathVariable("facility") String number,
            @RequestParam Optional<String> find,
            @RequestParam Optional<String> into) {
        Facility facility = FacilityPages.existing(directory, number);
        Optional<Facility> stays = into.flatMap(directory::find).filter(it -> mayMerge(facility, it));
        if (stays.isPresent()) {
            return preview(facility, stays.get(), null, null, false);
        }
        Optional<String> typed = find.map(TypedText::line).filter(it -> !it.isBlank());
        List<Facility> offered = typed.map(it -> directory
                        .search(Optional.of(it), Optional.<FacilityStatus>empty(), 1, MOST_FOUND)
                        .facilities())
                .orElseGet(() -> likely.to(facility.facts()));
        return new ModelAndView("facility/merge")
                .addObject("facility", facility)
                .addObject("find", typed.orElse(null))
                .addObject(
                        "offered",
                        offered.stream().filter(it -> mayMerge(facility, it)).toList());
    }

    @PostMapping
    ModelAndView merge(
            @PathVariable("facility") String number,
            @RequestParam String into,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String versionGone,
            @RequestParam(defaultValue = "") String versionStays,
            RedirectAttributes flash) {
        Facility facility = FacilityPages.existing(directory, number);
        Facility stays = FacilityPages.existing(directory, into);
        if (!mayMerge(facility, stays)) {
            return FacilityPages.backTo(number, "notMerged", flash);
        }
        String why = TypedText.clean(reason);
        FormError mistake = FacilityPages.mistake(why);
        if (mistake != null) {
            return preview(facility, stays, why, mistake, false);
        }
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put(number, versionGone);
        versions.put(into, versionStays);
        if (!directory.merge(number, into, versions, why)) {
            return preview(
                    FacilityPages.existing(directory, number),
                    FacilityPages.existing(directory, into),
                    why,
                    null,
                    true);
        }
        return FacilityPages.backTo(into, "merged", flash);
    }

    private static boolean mayMerge(Facility gone, Facility stays) {
        return !gone.isMerged() && !stays.isMerged() && !gone.number().equals(stays.number());
    }

    private ModelAndView preview(
            Facility gone, Facility stays, @Nullable String reason, @Nullable FormError mistake, boolean outdated) {
        return new ModelAndView(
                        "facility/merge-preview", mistake == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("gone", gone)
                .addObject("stays", stays)
                .addObject("result", FacilityDirectory.merged(gone, stays).asText())
                .addObject("uses", use.of(gone.number()))
                .addObject("names", directory.otherNames(gone))
                .addObject("reason", reason == null ? null : TypedText.visibleText(reason))
                .addObject("error", mistake)
                .addObject("outdated", outdated);
    }
}
