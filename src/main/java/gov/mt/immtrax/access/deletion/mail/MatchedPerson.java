package gov.mt.immtrax.access.deletion.mail;

import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.deletion.AccessDeletion;

/** The person whose access a deletion ends, as pages and emails show them. */
public record MatchedPerson(String name, String emailAddress, String employer, String locationName) {

    static MatchedPerson asTyped(AccessDeletion deletion) {
        return new MatchedPerson(
                deletion.personName(), deletion.emailAddress(), deletion.employer(), deletion.locationName());
    }

    /** @param typed used if the register has no address */
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
