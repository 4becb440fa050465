package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.deputy.Deputyship;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.people.AccountOrder;
import gov.mt.immtrax.access.people.AccountQuery;
import gov.mt.immtrax.access.people.AccountRow;
import gov.mt.immtrax.access.people.departure.SupervisorDepartures;
import gov.mt.immtrax.access.people.handover.HandoverService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
    private final ActsFor actsFor;
    private final HandoverService handovers;
    private final CurrentPerson currentPerson;

    PeoplePages(
            AccountList list,
            OpenCaseRepository asked,
            SupervisorDepartures departures,
            EmailAddressChanges addresses,
            ActsFor actsFor,
            HandoverService handovers,
            CurrentPerson currentPerson) {
        this.list = list;
        this.departures = departures;
        this.asked = asked;
        this.addresses = addresses;
        this.actsFor = actsFor;
        this.handovers = handovers;
        this.currentPerson = currentPerson;
    }

    @GetMapping("/people")
    ModelAndView mine(ListParameters address) {
        Person reader = currentPerson.require();
        Set<String> left = departures.accountsLeftBy(reader.address());
        return list(address.query(reader.address(), left), address, reader, "/people")
                .addObject("officials", actsFor.officials())
                .addObject("handovers", handovers.askedOf(reader))
                .addObject(
                        "left",
                        !left.isEmpty() && !departures.leftBy(reader.address()).isEmpty());
    }

    /** The people of an official, for their deputy; also if the official has left, until somebody takes over. */
    @GetMapping("/people/for/{deputyship}")
    ModelAndView ofOfficial(@PathVariable String deputyship, ListParameters address) {
        String path = "/people/for/" + deputyship;
        Deputyship acting = actsFor.takeUpDeputyship(deputyship, path);
        return list(queryOf(acting, address), address, currentPerson.official(), path)
                .addObject("officials", List.of())
                .addObject("acting", acting)
                .addObject("left", false);
    }

    static AccountQuery queryOf(Deputyship acting, ListParameters address) {
        return address.query(acting.officialAddress(), Set.of())
                .without(acting.officialAddress(), acting.deputyAddress());
    }

    private ModelAndView list(AccountQuery query, ListParameters address, Person reader, String path) {
        return list.page(
                        "people/mine",
                        query,
                        AccountOrder.OF_MINE,
                        address.pageNumber(),
                        PAGE_SIZE,
                        rows -> Map.of(
                                "underWay",
                                asked.underWay(rows, reader),
                                "newAddresses",
                                addresses.waitingOf(
                                        rows.stream().map(AccountRow::number).toList())))
                .addObject("listPath", path);
    }
}
