package gov.mt.immtrax.access.form;

/**
 * An argument of a {@link FormError} that our own pages show as a link; everywhere else it is its text.
 *
 * @param text as in {@code REQ0100387}
 * @param href path on this site
 */
public record FormLink(String text, String href) {

    @Override
    public String toString() {
        return text;
    }
}
