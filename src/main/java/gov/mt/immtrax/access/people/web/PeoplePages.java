package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.people.AccountOrder;
import gov.mt.immtrax.access.people.AccountRow;
import gov.mt.immtrax.access.people.departure.SupervisorDepartures;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page {@code /people} (contract, "Pages"): the people whose authorizing official is the logged-in supervisor. */
@Controller
class PeoplePages {

    /** On a phone, each person fills half a screen. */
    private static final int PAGE_SIZE = 20;

    private final AccountList list;
    private final OpenCaseRepository asked;
    private final SupervisorDepartures departures;
    private final EmailAddressChanges addresses;
    private final CurrentPerson currentPerson;

    PeoplePages(
            AccountList list,
            OpenCaseRepository asked,
            SupervisorDepartures departures,
            EmailAddressChanges addresses,
            CurrentPerson currentPerson) {
        this.list = list;
        this.departures = departures;
        this.asked = asked;
        this.addresses = addresses;
        this.currentPerson = currentPerson;
    }

    @GetMapping("/people")
    ModelAndView mine(ListParameters address) {
        Person reader = currentPerson.require();
        Set<String> left = departures.accountsLeftBy(reader.address());
        return list.page(
                        "people/mine",
                        address.query(reader.address(), left),
                        AccountOrder.OF_MINE,
                        address.pageNumber(),
                        PAGE_SIZE,
                        rows -> Map.of(
                                "underWay",
                                asked.underWay(rows, reader),
                                "newAddresses",
                                addresses.waitingOf(
                                        rows.stream().map(AccountRow::number).toList())))
                .addObject(
                        "left",
                        !left.isEmpty() && !departures.leftBy(reader.address()).isEmpty());
    }
}
