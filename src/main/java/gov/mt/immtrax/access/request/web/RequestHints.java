package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.submission.PrefilledAnswers;
import gov.mt.immtrax.access.request.submission.Reactivations;
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
     */
    record Hints(Set<String> settled, Map<String, String> beside, Set<String> without) {}

    /** Asked on a page of its own, and only if there is reason to. */
    private static final String QUESTION = "question";

    static final Hints NONE = new Hints(Set.of(), Map.of(), Set.of(QUESTION));

    private final Reactivations reactivations;
    private final MessageSource messages;

    RequestHints(Reactivations reactivations, MessageSource messages) {
        this.reactivations = reactivations;
        this.messages = messages;
    }

    /** For a new request about one of the reader's own accounts. */
    Hints of(Account account, Locale locale) {
        return of(account, PrefilledAnswers.typeFor(account), locale);
    }

    /** For the correction of a request, whose type can be changed. */
    Hints ofCorrection(AccessRequest request, Optional<Account> known, Locale locale) {
        Set<String> without = Set.of("agreement", QUESTION);
        return known.map(account -> of(account, request.requestType(), locale))
                .map(hints -> new Hints(withoutType(hints.settled()), hints.beside(), without))
                .orElseGet(() -> new Hints(Set.of(), Map.of(), without));
    }

    private static Set<String> withoutType(Set<String> settled) {
        Set<String> others = new HashSet<>(settled);
        others.remove("requestType");
        return others;
    }

    private Hints of(Account account, RequestType type, Locale locale) {
        Set<String> settled =
                new HashSet<>(PrefilledAnswers.settled(account, type).keySet());
        settled.addAll(Set.of("account", "requestType"));
        boolean nobodySigns = type == RequestType.PERMISSIONS_CHANGE || reactivations.agreementCounts(account);
        return new Hints(
                settled,
                type == RequestType.PERMISSIONS_CHANGE ? now(account.facts(), locale) : Map.of(),
                nobodySigns ? Set.of("agreement", QUESTION) : Set.of(QUESTION));
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
