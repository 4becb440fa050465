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
}
