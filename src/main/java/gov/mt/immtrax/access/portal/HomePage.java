package gov.mt.immtrax.access.portal;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.identity.LoginGuides;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The forms page, open to everyone: what can be requested, how it works, and whom to call (forms-page.txt). */
@Controller
class HomePage {

    private final BusinessCalendar calendar;
    private final LoginGuides guides;
    private final Clock clock;

    HomePage(BusinessCalendar calendar, LoginGuides guides, Clock clock) {
        this.calendar = calendar;
        this.guides = guides;
        this.clock = clock;
    }

    @GetMapping("/")
    String show(Model model) {
        model.addAttribute("helpDesk", HelpDeskHours.at(Instant.now(clock), calendar));
        model.addAttribute("guideUrl", guides.guideUrl().orElse(null));
        model.addAttribute("faqUrl", guides.faqUrl().orElse(null));
        return "portal/home";
    }
}
