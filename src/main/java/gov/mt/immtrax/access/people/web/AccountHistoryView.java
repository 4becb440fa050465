package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.FactWords;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Describes the history of an account in words. Changes from the same step appear as one event. */
@Component
class AccountHistoryView {

    /**
     * One event, in Montana's time zone.
     *
     * @param facts what was changed, with the old and the new values
     * @param caseNumber the case that led to it; null if there is none
     * @param actor null for the service itself
     */
    record Event(
            ZonedDateTime at,
            String title,
            List<String> facts,
            List<String> notes,
            @Nullable String caseNumber,
            @Nullable String actor) {

        @Override
        public String toString() {
            return "Event[" + title + "]";
        }
    }

    private final AccountHistory history;
    private final FactWords words;
    private final BusinessCalendar calendar;
    private final MessageSource messages;

    AccountHistoryView(AccountHistory history, FactWords words, BusinessCalendar calendar, MessageSource messages) {
        this.history = history;
        this.words = words;
        this.calendar = calendar;
        this.messages = messages;
    }

    /** Newest first. */
    List<Event> of(Account account, Locale locale) {
        List<List<AccountChange>> steps = new ArrayList<>();
        for (AccountChange change : history.of(account.number())) {
            if (steps.isEmpty() || !isPartOf(steps.get(steps.size() - 1), change)) {
                steps.add(new ArrayList<>());
            }
            steps.get(steps.size() - 1).add(0, change);
        }
        return steps.stream().map(step -> event(step, locale)).toList();
    }

    private static boolean isPartOf(List<AccountChange> step, AccountChange change) {
        AccountChange one = step.get(0);
        return one.at().truncatedTo(ChronoUnit.MINUTES).equals(change.at().truncatedTo(ChronoUnit.MINUTES))
                && Objects.equals(one.caseNumber(), change.caseNumber())
                && Objects.equals(one.actor(), change.actor())
                && (isChange(change) || step.stream().allMatch(AccountHistoryView::isChange));
    }

    private static boolean isChange(AccountChange change) {
        return change.type() == AccountChangeType.CHANGED;
    }

    private Event event(List<AccountChange> step, Locale locale) {
        AccountChange last = step.get(step.size() - 1);
        List<AccountChange> changed =
                step.stream().filter(AccountHistoryView::isChange).toList();
        return new Event(
                last.at().atZone(calendar.zone()),
                title(step, changed, locale),
                changed.stream().map(change -> fact(change, locale)).toList(),
                step.stream()
                        .map(AccountChange::note)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                last.caseNumber(),
                last.actor());
    }

    private String title(List<AccountChange> step, List<AccountChange> changed, Locale locale) {
        return step.stream()
                .filter(it -> !isChange(it))
                .map(it -> text(locale, "people.change." + it.type()))
                .findFirst()
                .orElseGet(() -> changed.size() > 1
                        ? text(locale, "people.change.several")
                        : text(locale, "people.change.CHANGED", words.label(fieldOf(changed.get(0)), locale)));
    }

    private String fact(AccountChange change, Locale locale) {
        String field = fieldOf(change);
        if (field.equals("agreementRequest") && change.after() != null) {
            return text(locale, "people.change.signed", change.after());
        }
        return words.line(new AccountFacts.Difference(field, change.before(), change.after()), locale);
    }

    private static String fieldOf(AccountChange change) {
        return Objects.requireNonNull(change.field());
    }

    private String text(Locale locale, String key, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
