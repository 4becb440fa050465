package gov.mt.immtrax.access.facility.web;

import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityStatus;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a supervisor finds their clinic, which then fills in a request. Shows a few clinics and no person. */
@Controller
class FindClinicPage {

    private static final int MOST_FOUND = 20;
    private static final Set<String> TYPES = Set.of("NEW_ACCESS", "CHANGE_EMPLOYER", "PERMISSIONS_CHANGE");

    private final FacilityDirectory directory;

    FindClinicPage(FacilityDirectory directory) {
        this.directory = directory;
    }

    /**
     * @param type of the request that is filled in
     * @param deputyship in which a deputy fills it in; the request's page checks it
     */
    @GetMapping("/clinics")
    ModelAndView find(
            @RequestParam Optional<String> find,
            @RequestParam Optional<String> type,
            @RequestParam("for") Optional<String> deputyship) {
        Optional<String> typed = find.map(TypedText::line).filter(it -> !it.isBlank());
        return new ModelAndView("facility/find")
                .addObject("find", typed.orElse(null))
                .addObject(
                        "deputyship",
                        deputyship.filter(CaseKind.DEPUTYSHIP::matches).orElse(null))
                .addObject("type", type.filter(TYPES::contains).orElse("NEW_ACCESS"))
                .addObject(
                        "found",
                        typed.map(it -> directory.search(
                                        Optional.of(it), Optional.of(FacilityStatus.ACTIVE), 1, MOST_FOUND))
                                .orElse(null));
    }
}
