package gov.mt.immtrax.access.identity;

import java.util.Locale;

/** Normalizes email addresses in one way, so that they can be compared. */
public final class EmailAddresses {

    private EmailAddresses() {}

    /** Trims and lower-cases an address, so that different spellings of one address are equal. */
    public static String normalize(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The mailbox that an address reaches. Many servers deliver {@code name+anything@host} to {@code name@host}, so
     * these addresses count as one. Dots are kept, because only some servers ignore them.
     */
    public static String mailbox(String address) {
        String normal = normalize(address);
        int at = normal.lastIndexOf('@');
        int plus = normal.indexOf('+');
        return plus > 0 && plus < at ? normal.substring(0, plus) + normal.substring(at) : normal;
    }
}
