package gov.mt.immtrax.access.number;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a number is of. Each kind has a prefix of its own, but for access requests and access deletions: both draw from
 * one sequence, so that no two share a number, and whoever has to tell them apart keeps the kind beside it.
 */
public enum CaseKind {
    ACCESS_REQUEST("REQ", "access_request_number"),
    ACCESS_DELETION("REQ", "access_request_number"),
    ACCOUNT("ACC", "account_number"),
    SUPERVISOR_REPLACEMENT("SUP", "supervisor_replacement_number"),
    /** Something that the registry and the register disagree about. */
    DIFFERENCE("DIF", "difference_number"),
    IMPORT("IMP", "registry_import_number"),
    /** A day on which too many accounts were due for inactivity. */
    INACTIVATION_STOP("STP", "inactivation_stop_number"),
    /** Counted without a gap in the chain of the audit trail, and not drawn from a sequence. */
    AUDIT_CHECKPOINT("AUD", null);

    /** How many digits follow the prefix. */
    static final int DIGITS = 7;

    private final String prefix;
    private final String sequence;
    private final Pattern form;

    CaseKind(String prefix, String sequence) {
        this.prefix = prefix;
        this.sequence = sequence;
        this.form = Pattern.compile(prefix + "[0-9]{" + DIGITS + "}");
    }

    /** The letters that a number of this kind begins with, as in {@code REQ}. */
    public String prefix() {
        return prefix;
    }

    /** How a number of this kind is written, as a regular expression that forms use as well. */
    public String form() {
        return form.pattern();
    }

    /** The database sequence that numbers of this kind are drawn from; empty if there is none. */
    public Optional<String> sequence() {
        return Optional.ofNullable(sequence);
    }

    /** Whether a text, which may be null, is written as a number of this kind is. */
    public boolean matches(String text) {
        return text != null && form.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if the text is not written as a number of this kind is */
    public CaseNumber of(String text) {
        return new CaseNumber(this, text);
    }

    /** The kinds whose numbers are written so, the first to look for first; none for null and for any other text. */
    public static List<CaseKind> allOf(String text) {
        return Arrays.stream(values()).filter(kind -> kind.matches(text)).toList();
    }
}
