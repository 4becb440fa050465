package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.people.AccountOrder;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Contract, "Pages": {@code /people}, the people whom somebody is the authorizing official for. */
@Controller
class PeoplePages {

    private final AccountList list;
    private final CurrentPerson currentPerson;

    PeoplePages(AccountList list, CurrentPerson currentPerson) {
        this.list = list;
        this.currentPerson = currentPerson;
    }

    @GetMapping("/people")
    ModelAndView mine(ListAsked asked) {
        Optional<String> supervisor = Optional.of(currentPerson.require().address());
        return list.page(
                "people/mine", asked.query(supervisor, AccountOrder.OF_MINE), AccountOrder.OF_MINE, asked.pageNumber());
    }
}
