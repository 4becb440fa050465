package gov.mt.immtrax.access.request.likely;

/** What a request and an account have in common, or what speaks against it; the names are suffixes of message keys. */
public enum Likeness {
    SAME_NAME,
    /** One letter is missing, added or another one, or two are in the wrong order. */
    NAME_ONE_LETTER_APART,
    SAME_EMAIL_ADDRESS,
    /** An earlier request for the account has the same one. */
    SAME_BIRTH_DATE,
    /** Each earlier request for the account has another one. */
    OTHER_BIRTH_DATE,
    SAME_EMPLOYER,
    SAME_PHONE_NUMBER,
    /** The user name begins as one that is made of the person's name. */
    USERNAME_OF_NAME,
    /** No one signs for the request, because the agreement of this account still counts. */
    AGREEMENT_ON_FILE;

    /** Whether it makes a namesake likely to be the same person. */
    boolean isEvidence() {
        return switch (this) {
            case SAME_NAME, NAME_ONE_LETTER_APART, OTHER_BIRTH_DATE -> false;
            default -> true;
        };
    }
}
