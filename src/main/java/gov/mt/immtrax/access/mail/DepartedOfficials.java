package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;

/**
 * Says who may no longer get emails that name other people. The room that knows who answers for whom implements it; the
 * help desk lead gets these emails in their place.
 */
public interface DepartedOfficials {

    /**
     * Whether an authorizing official has left the people that a case is about.
     *
     * @param address normalized
     */
    boolean hasLeft(String address, CaseNumber about);
}
