package gov.mt.immtrax.access.facility.web;

import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityUse;
import gov.mt.immtrax.access.facility.FacilityUse.Unlisted;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What accounts and requests name and the directory does not know, such as the clinics of accounts from an import.
 * Registry staff add them one by one, or all at once.
 */
@Controller
@RequestMapping("/staff/facilities/unlisted")
class UnlistedPage {

    /** Further ones are added with the next click. */
    private static final int MOST_AT_ONCE = 500;

    private final FacilityUse use;
    private final FacilityDirectory directory;

    UnlistedPage(FacilityUse use, FacilityDirectory directory) {
        this.use = use;
        this.directory = directory;
    }

    @GetMapping
    ModelAndView show() {
        return page(false);
    }

    /**
     * Adds what the page showed, each in a transaction of its own.
     *
     * @param shown number of clinics that the page showed; if there are others by now, it is shown again
     */
    @PostMapping
    ModelAndView addAll(@RequestParam(defaultValue = "0") String shown, RedirectAttributes flash) {
        List<Unlisted> unlisted = use.unlisted();
        if (!shown.equals(String.valueOf(unlisted.size()))) {
            return page(true);
        }
        long added = unlisted.stream().limit(MOST_AT_ONCE).filter(this::add).count();
        flash.addFlashAttribute("notice", "addedAll").addFlashAttribute("added", added);
        return FacilityPages.seeOther("/staff/facilities");
    }

    /** @return false if somebody else has added it meanwhile */
    private boolean add(Unlisted found) {
        try {
            directory.add(found.facts(), null, null);
            return true;
        } catch (DuplicateKeyException addedMeanwhile) {
            return false;
        }
    }

    private ModelAndView page(boolean changed) {
        List<Unlisted> unlisted = use.unlisted();
        return new ModelAndView("facility/unlisted")
                .addObject("unlisted", unlisted.stream().limit(MOST_AT_ONCE).toList())
                .addObject("total", unlisted.size())
                .addObject("changed", changed);
    }
}
