package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.database.RecordLock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets those who write one account take turns; the last row of all that are held together. */
@Component
@Order(4)
class AccountLock implements RecordLock {

    private final AccountRegister register;

    AccountLock(AccountRegister register) {
        this.register = register;
    }

    @Override
    public boolean lock(String number) {
        if (!number.startsWith("ACC")) {
            return false;
        }
        register.lock(number);
        return true;
    }
}
