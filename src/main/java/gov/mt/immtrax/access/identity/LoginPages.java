package gov.mt.immtrax.access.identity;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Plain pages, open to everybody, for logins that did not work: what happened, what to do, whom to call. */
@Controller
class LoginPages {

    static final String REFUSED = "/login/refused";
    static final String FAILED = "/login/failed";
    static final String EXPIRED = "/login/expired";

    /** The login has no verified mail address. */
    @GetMapping(REFUSED)
    String refused(Model model) {
        return page("refused", model);
    }

    /** The login broke off on its way: cancelled, came back too late, provider out of order. */
    @GetMapping(FAILED)
    String failed(Model model) {
        return page("failed", model);
    }

    /** A form was sent after its session had ended. */
    @GetMapping(EXPIRED)
    String expired(Model model) {
        return page("expired", model);
    }

    private static String page(String reason, Model model) {
        model.addAttribute("reason", reason);
        return "identity/login-problem";
    }
}
