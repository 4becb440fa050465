package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.request.RequestType;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** Redirects from a person's row to the request that reactivates an inactivated account: New Access, prefilled. */
@Controller
class ReactivationPage {

    /** @param account number of the account; the form checks whether the reader is responsible for it */
    @GetMapping("/reactivations/new")
    ModelAndView form(@RequestParam Optional<String> account) {
        String page = UriComponentsBuilder.fromPath("/requests/new")
                .queryParam("type", RequestType.NEW_ACCESS)
                .queryParamIfPresent("account", account.map(number -> "{account}"))
                .encode()
                .buildAndExpand(account.orElse(""))
                .toUriString();
        RedirectView view = new RedirectView(page, true, true, false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
