package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.database.RecordLock;
import gov.mt.immtrax.access.number.CaseKind;
import org.springframework.stereotype.Component;

/** Locks an account, so that writers take turns. Accounts are locked last, after all other rows. */
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
