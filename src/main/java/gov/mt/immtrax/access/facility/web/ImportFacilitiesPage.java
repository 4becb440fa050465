package gov.mt.immtrax.access.facility.web;

import gov.mt.immtrax.access.facility.FacilityImport;
import gov.mt.immtrax.access.facility.FacilityImport.Outcome;
import gov.mt.immtrax.access.facility.FacilityImport.Preview;
import gov.mt.immtrax.access.form.TypedText;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where registry staff paste a list of clinics, see what becomes of each line, and apply it. */
@Controller
@RequestMapping("/staff/facilities/import")
class ImportFacilitiesPage {

    private final FacilityImport lists;

    ImportFacilitiesPage(FacilityImport lists) {
        this.lists = lists;
    }

    @GetMapping
    ModelAndView form() {
        return page("", null, false);
    }

    /** @param shown version of the preview that is applied; left out to see the preview */
    @PostMapping
    ModelAndView read(
            @RequestParam(defaultValue = "") String list,
            @RequestParam Optional<String> shown,
            RedirectAttributes flash) {
        Preview preview = lists.preview(list);
        if (preview.problem() != null || shown.isEmpty()) {
            return page(list, preview, false);
        }
        if (!shown.get().equals(preview.version())) {
            return page(list, preview, true);
        }
        try {
            flash.addFlashAttribute("notice", "imported").addFlashAttribute("added", lists.apply(preview));
            return FacilityPages.seeOther("/staff/facilities");
        } catch (DuplicateKeyException changedMeanwhile) {
            return page(list, lists.preview(list), true);
        }
    }

    /** As it was typed, tabs included, without what a page cannot show. */
    private static String visible(String list) {
        return Arrays.stream(list.replace("\r\n", "\n").split("\t", -1))
                .map(TypedText::visibleText)
                .collect(Collectors.joining("\t"));
    }

    private static ModelAndView page(String list, @Nullable Preview preview, boolean changed) {
        boolean refused = preview != null && preview.problem() != null;
        return new ModelAndView("facility/import", refused ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK)
                .addObject("list", visible(list))
                .addObject("preview", preview)
                .addObject("outcomes", Outcome.values())
                .addObject("changed", changed)
                .addObject("longest", FacilityImport.LONGEST);
    }
}
