package gov.mt.immtrax.access.request.likely;

import gov.mt.immtrax.access.account.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account that is likely that of the person whom a request names.
 *
 * @param samePerson whether the help desk said so; null while it has not been asked
 */
public record LikelyAccount(
        Account account,
        List<Likeness> likenesses,
        @Nullable Boolean samePerson) {

    public LikelyAccount {
        likenesses = List.copyOf(likenesses);
    }

    public String number() {
        return account.number();
    }

    long evidence() {
        return likenesses.stream().filter(Likeness::isEvidence).count();
    }

    @Override
    public String toString() {
        return "LikelyAccount[" + number() + ", " + likenesses + "]";
    }
}
