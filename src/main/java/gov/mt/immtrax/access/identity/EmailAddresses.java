package gov.mt.immtrax.access.identity;

import java.util.Locale;

/** The one way in which mail addresses are made comparable. */
public final class EmailAddresses {

    private EmailAddresses() {}

    /** Trimmed and in lower case, so that two ways to type one address are one address. */
    public static String normalize(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The mailbox that an address reaches: many servers deliver {@code name+anything@host} to {@code name@host}, so
     * that who types such addresses types one. Dots, which only some servers pass over, count.
     */
    public static String mailbox(String address) {
        String normal = normalize(address);
        int at = normal.lastIndexOf('@');
        int plus = normal.indexOf('+');
        return plus > 0 && plus < at ? normal.substring(0, plus) + normal.substring(at) : normal;
    }
}
