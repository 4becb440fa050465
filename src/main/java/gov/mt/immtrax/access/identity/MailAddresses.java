package gov.mt.immtrax.access.identity;

import java.util.Locale;

/** The one way in which mail addresses are made comparable. */
public final class MailAddresses {

    private MailAddresses() {}

    /** Trimmed and in lower case, so that two ways to type one address are one address. */
    public static String normalize(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
