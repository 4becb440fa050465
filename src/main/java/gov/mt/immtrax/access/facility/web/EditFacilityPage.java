package gov.mt.immtrax.access.facility.web;

import gov.mt.immtrax.access.facility.Facility;
import gov.mt.immtrax.access.facility.FacilityDirectory;
import gov.mt.immtrax.access.facility.FacilityFacts;
import gov.mt.immtrax.access.facility.FacilityFields;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormLink;
import gov.mt.immtrax.access.form.TypedText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where registry staff add a clinic to the directory, or correct what it says of one. */
@Controller
@RequestMapping("/staff/facilities")
class EditFacilityPage {

    private static final String REASON = "reason";
    private static final String SHOWN = "shown";
    private static final int LONGEST_REASON = 1000;

    private final FacilityDirectory directory;

    EditFacilityPage(FacilityDirectory directory) {
        this.directory = directory;
    }

    /** Filled in from the parameters, which come from the list of clinics that are not in the directory. */
    @GetMapping("/new")
    ModelAndView form(HttpServletRequest http) {
        return page(null, FacilityFields.read(http.getParameterMap()), null, Map.of());
    }

    @PostMapping("/new")
    ModelAndView add(HttpServletRequest http, RedirectAttributes flash) {
        Map<String, Object> values = FacilityFields.read(http.getParameterMap());
        Map<String, FormError> mistakes = mistakes(null, values);
        if (mistakes.isEmpty()) {
            try {
                Facility added = directory.add(FacilityFacts.of(FacilityFields.clean(values)), null, null);
                return FacilityPages.backTo(added.number(), "added", flash);
            } catch (DuplicateKeyException addedMeanwhile) {
                mistakes.putAll(taken(null, values));
            }
        }
        return page(null, values, null, mistakes);
    }

    @GetMapping("/{facility}/correct")
    ModelAndView form(@PathVariable("facility") String number) {
        Facility facility = FacilityPages.existing(directory, number);
        return page(facility, facility.values(), null, Map.of());
    }

    @PostMapping("/{facility}/correct")
    ModelAndView correct(@PathVariable("facility") String number, HttpServletRequest http, RedirectAttributes flash) {
        Facility facility = FacilityPages.existing(directory, number);
        Map<String, Object> values = FacilityFields.read(http.getParameterMap());
        String reason = TypedText.clean(Objects.requireNonNullElse(http.getParameter(REASON), ""));
        Map<String, FormError> mistakes = mistakes(facility, values);
        if (reason.isEmpty()) {
            mistakes.put(REASON, FormError.of(REASON, "form.error.required"));
        } else {
            TypedText.mistake(REASON, reason, LONGEST_REASON).ifPresent(it -> mistakes.put(REASON, it));
        }
        if (mistakes.isEmpty()) {
            try {
                String shown = Objects.requireNonNullElse(http.getParameter(SHOWN), "");
                if (directory.correct(number, shown, FacilityFacts.of(FacilityFields.clean(values)), reason)) {
                    return FacilityPages.backTo(number, "corrected", flash);
                }
                return page(FacilityPages.existing(directory, number), values, reason, mistakes)
                        .addObject("outdated", true);
            } catch (DuplicateKeyException addedMeanwhile) {
                mistakes.putAll(taken(facility, values));
            }
        }
        return page(facility, values, reason, mistakes);
    }

    private Map<String, FormError> mistakes(@Nullable Facility facility, Map<String, Object> values) {
        Map<String, FormError> mistakes = FacilityFields.mistakes(values);
        if (!mistakes.containsKey("employer") && !mistakes.containsKey("locationName")) {
            mistakes.putAll(taken(facility, values));
        }
        return mistakes;
    }

    /** A name means one facility. */
    private Map<String, FormError> taken(@Nullable Facility facility, Map<String, Object> values) {
        Map<String, Object> clean = FacilityFields.clean(values);
        Map<String, FormError> taken = new LinkedHashMap<>();
        Optional<Facility> other = directory.named((String) clean.get("employer"), (String) clean.get("locationName"));
        other.filter(it -> facility == null || !it.number().equals(facility.number()))
                .ifPresent(it -> taken.put(
                        "locationName",
                        FormError.of(
                                "locationName",
                                facility == null ? "facility.rule.listed" : "facility.rule.taken",
                                new FormLink(it.number(), "/staff/facilities/" + it.number()))));
        return taken;
    }

    private static ModelAndView page(
            @Nullable Facility facility,
            Map<String, ? extends @Nullable Object> values,
            @Nullable String reason,
            Map<String, FormError> mistakes) {
        Map<String, String> visible = new LinkedHashMap<>();
        values.forEach((field, value) -> {
            if (value != null) {
                visible.put(field, TypedText.visible(value.toString()));
            }
        });
        if (facility == null) {
            visible.putIfAbsent("state", "MT");
        }
        return new ModelAndView("facility/edit", mistakes.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("facility", facility)
                .addObject("fields", FacilityFields.all())
                .addObject("required", FacilityFields.REQUIRED)
                .addObject("values", visible)
                .addObject("reason", reason == null ? null : TypedText.visibleText(reason))
                .addObject("errors", mistakes)
                .addObject("outdated", false);
    }
}
