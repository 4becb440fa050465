package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountSettings;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.Reactivations;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.submission.PrefilledAnswers;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Adapts the form of a request to a known account: fields that are omitted, and current values that are shown beside
 * fields.
 */
@Component
class RequestHints {

    /**
     * For {@link gov.mt.immtrax.access.form.FormPage.Options}.
     *
     * @param settled fields that cannot be changed
     * @param beside the current value, by field
     * @param without parts of the form that do not apply
     * @param offered fields that are shown although the account spares them
     */
    record Hints(Set<String> settled, Map<String, String> beside, Set<String> without, Set<String> offered) {}

    /** Asked on a page of its own, and only if there is reason to. */
    private static final String QUESTION = "question";

    /** What a request for one of the supervisor's people can correct beside the fields of every request. */
    private static final String CORRECTION = "correction";

    /** Asked only if a login can have access under several employers. */
    private static final String SEVERAL_EMPLOYERS = "several-employers";

    private static final Hints NONE = new Hints(Set.of(), Map.of(), Set.of(QUESTION, CORRECTION), Set.of());

    private final Reactivations reactivations;
    private final AccountSettings settings;
    private final MessageSource messages;

    RequestHints(Reactivations reactivations, AccountSettings settings, MessageSource messages) {
        this.reactivations = reactivations;
        this.settings = settings;
        this.messages = messages;
    }

    /** For a new request about nobody in particular. */
    Hints ofAnybody() {
        return new Hints(NONE.settled(), NONE.beside(), without(), NONE.offered());
    }

    /** The parts that apply to no new request. */
    private Set<String> without() {
        return settings.severalEmployers() ? NONE.without() : and(SEVERAL_EMPLOYERS, NONE.without());
    }

    /**
     * For a new request about one of the reader's own accounts.
     *
     * @param corrects whether only what the account says is to be corrected, and not what its user may do
     */
    Hints of(Account account, boolean corrects, Locale locale) {
        Hints hints = of(account, PrefilledAnswers.typeFor(account), locale);
        if (!account.isActive()) {
            return hints;
        }
        return corrects
                ? new Hints(and("accessLevel", hints.settled()), Map.of(), hints.without(), hints.offered())
                : new Hints(
                        and(PrefilledAnswers.facts(account).keySet(), hints.settled()),
                        hints.beside(),
                        and(CORRECTION, hints.without()),
                        Set.of());
    }

    /** For the correction of a request, whose type can be changed. */
    Hints ofCorrection(AccessRequest request, Optional<Account> known, Locale locale) {
        return known.map(account -> of(account, request.requestType(), locale))
                .map(hints -> new Hints(
                        withoutType(hints.settled()),
                        hints.beside(),
                        and("agreement", hints.without()),
                        hints.offered()))
                .orElseGet(() -> new Hints(NONE.settled(), NONE.beside(), and("agreement", without()), NONE.offered()));
    }

    private static Set<String> withoutType(Set<String> settled) {
        Set<String> others = new HashSet<>(settled);
        others.remove("requestType");
        return others;
    }

    private static Set<String> and(String name, Set<String> names) {
        return and(Set.of(name), names);
    }

    private static Set<String> and(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private Hints of(Account account, RequestType type, Locale locale) {
        Set<String> settled =
                new HashSet<>(PrefilledAnswers.settled(account, type).keySet());
        settled.addAll(Set.of("account", "requestType"));
        if (type == RequestType.PERMISSIONS_CHANGE) {
            boolean known = account.facts().emailAddress() != null;
            return new Hints(
                    settled,
                    now(account.facts(), locale),
                    known ? Set.of("agreement", QUESTION) : Set.of("agreement", QUESTION, CORRECTION),
                    Set.of("phoneNumber", "jobTitle"));
        }
        return new Hints(
                settled,
                Map.of(),
                reactivations.agreementCounts(account) ? and("agreement", without()) : without(),
                Set.of());
    }

    private Map<String, String> now(AccountFacts facts, Locale locale) {
        String level = messages.getMessage("request.accessLevel." + facts.accessLevel(), null, locale);
        String end = facts.endDate() == null
                ? messages.getMessage("request.new.now.noEnd", null, locale)
                : DateTimeFormatter.ofPattern(messages.getMessage("request.date", null, locale), locale)
                        .format(facts.endDate());
        return Map.of(
                "accessLevel", messages.getMessage("request.new.now", new Object[] {level}, locale),
                "endDate", messages.getMessage("request.new.now.end", new Object[] {end}, locale));
    }
}
