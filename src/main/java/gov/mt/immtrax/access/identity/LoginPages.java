package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

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
    String expired(@RequestParam(required = false) String from, Model model) {
        LocalPath.of(from).ifPresent(path -> model.addAttribute("from", path));
        return page("expired", model);
    }

    /** Where to go when a form could not be taken: the page that says so, and leads back to the form. */
    static String expired(HttpServletRequest form) {
        return LocalPath.before(form)
                .map(path -> UriComponentsBuilder.fromPath(EXPIRED)
                        .queryParam("from", "{from}")
                        .build(path)
                        .toString())
                .orElse(EXPIRED);
    }

    private static String page(String reason, Model model) {
        model.asMap().putIfAbsent("from", "/requests");
        model.addAttribute("reason", reason);
        return "identity/login-problem";
    }
}
