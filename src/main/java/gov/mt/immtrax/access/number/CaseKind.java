package gov.mt.immtrax.access.number;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of numbers. Each kind has its own prefix, except that access requests and access deletions share one. These
 * two draw from the same sequence, so their numbers never collide, and code that must distinguish them stores the kind
 * beside the number.
 */
public enum CaseKind {
    ACCESS_REQUEST("REQ", "access_request_number"),
    ACCESS_DELETION("REQ", "access_request_number"),
    ACCOUNT("ACC", "account_number"),
    SUPERVISOR_REPLACEMENT("SUP", "supervisor_replacement_number"),
    /** A supervisor whose own access ended or moved while they answer for people. */
    SUPERVISOR_DEPARTURE("DEP", "supervisor_departure_number"),
    /** A difference between imMTrax and the register. */
    DIFFERENCE("DIF", "difference_number"),
    IMPORT("IMP", "registry_import_number"),
    /** A day on which too many accounts were due for inactivity. */
    INACTIVATION_STOP("STP", "inactivation_stop_number"),
    /** A clinic of the directory. */
    FACILITY("FAC", "facility_number"),
    /** Somebody who may act for an authorizing official. */
    DEPUTYSHIP("DPY", "deputyship_number"),
    /** An official is asked to take over a person. */
    HANDOVER("HND", "supervisor_handover_number"),
    /** Numbered without gaps in the chain of the audit trail, not from a sequence. */
    AUDIT_CHECKPOINT("AUD", null);

    /** Number of digits after the prefix. */
    static final int DIGITS = 7;

    private final String prefix;
    private final @Nullable String sequence;
    private final Pattern form;

    CaseKind(String prefix, @Nullable String sequence) {
        this.prefix = prefix;
        this.sequence = sequence;
        this.form = Pattern.compile(prefix + "[0-9]{" + DIGITS + "}");
    }

    /** The letters at the start of a number of this kind, for example {@code REQ}. */
    public String prefix() {
        return prefix;
    }

    /** A regular expression for numbers of this kind; forms use it too. */
    public String form() {
        return form.pattern();
    }

    /** The database sequence that numbers of this kind are drawn from; empty if there is none. */
    public Optional<String> sequence() {
        return Optional.ofNullable(sequence);
    }

    /** Whether a text, which may be null, has the format of this kind. */
    public boolean matches(@Nullable String text) {
        return text != null && form.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if the text does not have the format of this kind */
    public CaseNumber of(String text) {
        return new CaseNumber(this, text);
    }

    /** The kinds whose format a text has, the most likely first; empty for null and for any other text. */
    public static List<CaseKind> allOf(@Nullable String text) {
        return Arrays.stream(values()).filter(kind -> kind.matches(text)).toList();
    }
}
