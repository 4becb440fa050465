package gov.mt.immtrax.access.deletion.mail;

import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.deletion.AccessDeletion;

/** Whose access a deletion ends, as people and mails are to call them. */
public record MatchedPerson(String name, String emailAddress, String employer, String locationName) {

    static MatchedPerson asTyped(AccessDeletion deletion) {
        return new MatchedPerson(
                deletion.personName(), deletion.emailAddress(), deletion.employer(), deletion.locationName());
    }

    /** @param typed stands in for an address that the register does not know */
    static MatchedPerson asRegistered(AccountFacts facts, String typed) {
        return new MatchedPerson(
                facts.personName(),
                facts.emailAddress() == null ? typed : facts.emailAddress(),
                facts.employer(),
                facts.locationName());
    }

    @Override
    public String toString() {
        return "MatchedPerson";
    }
}
