package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.database.RecordLock;
import gov.mt.immtrax.access.number.CaseKind;
import org.springframework.stereotype.Component;

/** Lets those who write one account take turns; the last row of all that are held together. */
@Component
class AccountLock implements RecordLock {

    private final AccountRegister register;

    AccountLock(AccountRegister register) {
        this.register = register;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.ACCOUNT;
    }

    @Override
    public boolean lock(String number) {
        register.lock(number);
        return true;
    }
}
