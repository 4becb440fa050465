package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.request.RequestDesk;

/** Names that the user agreement has in the model and in {@code forms/}. */
public final class UserAgreement {

    /** The form's file name, without folder and ending. */
    public static final String FORM = "user-agreement";

    /** Id of the model that asks for the signature. */
    static final String PROCESS = RequestDesk.PROCESS;

    /** Id of the user task that the form belongs to, in that model. */
    public static final String TASK = RequestDesk.SIGN_USER_AGREEMENT;

    private UserAgreement() {}
}
