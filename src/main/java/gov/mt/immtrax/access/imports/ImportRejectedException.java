package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.number.CaseKind;
import org.jspecify.annotations.Nullable;

/** Explains why an import is refused. The message key and its arguments contain no personal data. */
class ImportRejectedException extends RuntimeException {

    private final String messageKey;
    private final transient Object[] arguments;

    ImportRejectedException(String messageKey, Object... arguments) {
        super(messageKey);
        this.messageKey = messageKey;
        this.arguments = arguments;
    }

    String messageKey() {
        return messageKey;
    }

    Object[] arguments() {
        return arguments;
    }

    /** The field of the page that must be changed; null if there is none. */
    @Nullable
    String field() {
        return switch (messageKey) {
            case "imports.refused.kind" -> "kind";
            case "imports.refused.future", "imports.refused.older", "imports.refused.takenOn" -> "takenOn";
            case "imports.refused.notConfirmed" -> "confirmed";
            case ImportService.SHORT -> "complete";
            case "imports.refused.notPreviewed" -> null;
            default -> "file";
        };
    }

    /** Number of the import that prevents this one; null if there is none. */
    @Nullable
    String other() {
        return arguments.length > 0 && arguments[0] instanceof String number && CaseKind.IMPORT.matches(number)
                ? number
                : null;
    }
}
