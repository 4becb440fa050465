package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.ClinicNames;
import gov.mt.immtrax.access.inactivation.lifecycle.InactivityDates;
import gov.mt.immtrax.access.people.AccountFilter;
import gov.mt.immtrax.access.people.AccountOrder;
import gov.mt.immtrax.access.people.AccountQuery;
import gov.mt.immtrax.access.people.AccountRow;
import gov.mt.immtrax.access.people.AccountRows;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** One page of accounts with everything that its template needs to sort, search and page with links only. */
@Component
class AccountList {

    /** An end date within this number of days is highlighted. */
    private static final int SOON_DAYS = 30;

    private final AccountRows accounts;
    private final InactivityDates lastDays;
    private final ClinicNames clinics;
    private final BusinessCalendar calendar;
    private final Clock clock;

    AccountList(
            AccountRows accounts,
            InactivityDates lastDays,
            ClinicNames clinics,
            BusinessCalendar calendar,
            Clock clock) {
        this.accounts = accounts;
        this.lastDays = lastDays;
        this.clinics = clinics;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * @param page from 1; a number after the last page shows the last page
     * @param more additional model attributes for the rows
     */
    ModelAndView page(
            String view,
            AccountQuery query,
            List<AccountOrder> orders,
            int page,
            int size,
            Function<List<AccountRow>, Map<String, ?>> more) {
        long total = accounts.count(query);
        int pages = (int) Math.max(1, (total + size - 1) / size);
        int shown = Math.min(page, pages);
        List<AccountRow> found = accounts.page(query, shown, size);
        LocalDate today = calendar.dateOf(clock.instant());
        LocalDate soon = today.plusDays(SOON_DAYS);
        return new ModelAndView(view)
                .addAllObjects(more.apply(found))
                .addObject("accounts", found)
                .addObject("clinics", clinics.of(found, AccountRow::employer, AccountRow::locationName))
                .addObject("total", total)
                .addObject("page", shown)
                .addObject("pages", pages)
                .addObject("size", size)
                .addObject("find", query.find().orElse(null))
                .addObject("filter", query.filter().map(only -> only.word()).orElse(null))
                .addObject("order", query.order().word())
                .addObject("orders", orders)
                .addObject("descending", query.descending())
                .addObject(
                        "narrowed", query.find().isPresent() || query.filter().isPresent())
                .addObject("today", today)
                .addObject("soon", soon)
                .addObject("unused", unusedUntil(found, soon));
    }

    /**
     * Number of active accounts for which nobody answers.
     *
     * @param left numbers of those whose supervisor has left
     */
    long withoutSupervisor(Set<String> left) {
        return accounts.count(new AccountQuery(
                Optional.empty(),
                left,
                Optional.empty(),
                Optional.of(AccountFilter.NO_SUPERVISOR),
                AccountOrder.PERSON,
                false));
    }

    /** The last day of each account that will soon be inactivated for inactivity. */
    private Map<String, LocalDate> unusedUntil(List<AccountRow> found, LocalDate soon) {
        Map<String, LocalDate> days =
                lastDays.of(found.stream().map(AccountRow::number).toList());
        days.values().removeIf(day -> day.isAfter(soon));
        return days;
    }
}
