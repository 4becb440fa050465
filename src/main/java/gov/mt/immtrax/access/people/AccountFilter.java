package gov.mt.immtrax.access.people;

import java.util.Locale;
import java.util.Optional;

/** The filters for a list of accounts. */
public enum AccountFilter {
    ACTIVE("a.status = 'ACTIVE'"),
    INACTIVATED("a.status = 'INACTIVATED'"),
    /** Disputed by the supervisor and not yet decided. */
    DISPUTED("a.number in (select open_key from account_dispute where open_key is not null)"),
    /** In use, and nobody answers for it: no supervisor is known, or registry staff have to replace the supervisor. */
    NO_SUPERVISOR("""
            a.number in (
                select number from account where supervisor_address is null and status = 'ACTIVE'
                union all
                select number from account where status = 'ACTIVE' and number in (:left))""");

    private final String condition;

    AccountFilter(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }

    /** The filter with this name in a URL; empty for an unknown name. */
    public static Optional<AccountFilter> of(String word) {
        for (AccountFilter filter : values()) {
            if (filter.word().equalsIgnoreCase(word)) {
                return Optional.of(filter);
            }
        }
        return Optional.empty();
    }

    /** The name in a URL. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
