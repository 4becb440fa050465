package gov.mt.immtrax.access.agreement;

/** The name that the user agreement has in {@code forms/}. */
public final class UserAgreement {

    /** The form's file name without folder and extension. */
    public static final String FORM = "user-agreement";

    private UserAgreement() {}
}
