package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.people.AccountOrder;
import gov.mt.immtrax.access.people.AccountQuery;
import gov.mt.immtrax.access.people.AccountRow;
import gov.mt.immtrax.access.people.AccountRows;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** A page of accounts with all that its template needs to sort, search and turn it over, by links alone. */
@Component
class AccountList {

    /** An end that is not farther away than this is shown as near. */
    private static final int SOON_DAYS = 30;

    private final AccountRows accounts;
    private final BusinessCalendar calendar;
    private final Clock clock;

    AccountList(AccountRows accounts, BusinessCalendar calendar, Clock clock) {
        this.accounts = accounts;
        this.calendar = calendar;
        this.clock = clock;
    }

    ModelAndView page(String view, AccountQuery query, List<AccountOrder> orders, int page) {
        List<AccountRow> found = accounts.page(query, page);
        return new ModelAndView(view)
                .addObject("accounts", found.stream().limit(AccountRows.PAGE_SIZE).toList())
                .addObject("hasNext", found.size() > AccountRows.PAGE_SIZE)
                .addObject("page", page)
                .addObject("find", query.find().orElse(null))
                .addObject("filter", query.filter().map(only -> only.word()).orElse(null))
                .addObject("order", query.order().word())
                .addObject("orders", orders)
                .addObject("descending", query.descending())
                .addObject("narrowed", query.find().isPresent() || query.filter().isPresent() || page > 1)
                .addObject("soon", calendar.dateOf(clock.instant()).plusDays(SOON_DAYS));
    }
}
