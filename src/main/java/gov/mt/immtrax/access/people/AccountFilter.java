package gov.mt.immtrax.access.people;

import java.util.Locale;
import java.util.Optional;

/** Which accounts a list is narrowed down to. */
public enum AccountFilter {
    ACTIVE("a.status = 'ACTIVE'"),
    INACTIVATED("a.status = 'INACTIVATED'"),
    /** Disputed as not the supervisor's employee, and nobody has decided yet. */
    DISPUTED("a.number in (select open_key from account_dispute where open_key is not null)");

    private final String condition;

    AccountFilter(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }

    /** As it is written in an address; empty for what is no filter. */
    public static Optional<AccountFilter> of(String word) {
        for (AccountFilter filter : values()) {
            if (filter.word().equalsIgnoreCase(word)) {
                return Optional.of(filter);
            }
        }
        return Optional.empty();
    }

    /** As it is written in an address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
