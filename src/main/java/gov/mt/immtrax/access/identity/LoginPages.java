package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Public pages for failed logins: what happened, what to do, whom to call. */
@Controller
class LoginPages {

    static final String REFUSED = "/login/refused";
    static final String FAILED = "/login/failed";
    static final String EXPIRED = "/login/expired";

    /** The login has no verified email address. */
    @GetMapping(REFUSED)
    String refused(Model model) {
        return page("refused", model);
    }

    /** The login failed on its way: cancelled, too late, or the provider is down. */
    @GetMapping(FAILED)
    String failed(Model model) {
        return page("failed", model);
    }

    /** A form was submitted after its session had ended. */
    @GetMapping(EXPIRED)
    String expired(@RequestParam(required = false) @Nullable String from, Model model) {
        LocalPath.of(from).ifPresent(path -> model.addAttribute("from", path));
        return page("expired", model);
    }

    /** Path of the page that says that a form was not accepted, with a link back to the form. */
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
