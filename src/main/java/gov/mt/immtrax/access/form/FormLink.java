package gov.mt.immtrax.access.form;

/**
 * An argument of a {@link FormError} that our own pages show as a link, and other pages as text.
 *
 * @param text for example {@code REQ0100387}
 * @param href path on this site
 */
public record FormLink(String text, String href) {

    @Override
    public String toString() {
        return text;
    }
}
