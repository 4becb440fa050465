package gov.mt.immtrax.access.feed;

/** Says in words why an import is not begun; the message key and its arguments name nobody. */
class ImportRefused extends RuntimeException {

    private final String messageKey;
    private final transient Object[] arguments;

    ImportRefused(String messageKey, Object... arguments) {
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

    /** The field of the page that is to be changed; null if it is none. */
    String field() {
        return switch (messageKey) {
            case "feed.refused.kind" -> "kind";
            case "feed.refused.future", "feed.refused.older", "feed.refused.date" -> "takenOn";
            case "feed.refused.notConfirmed" -> "confirmed";
            case ImportDesk.SHORT -> "complete";
            case "feed.refused.notPreviewed" -> null;
            default -> "file";
        };
    }

    /** Number of the import that stands in the way; null if none does. */
    String other() {
        return arguments.length > 0 && arguments[0] instanceof String number && number.startsWith("IMP")
                ? number
                : null;
    }
}
