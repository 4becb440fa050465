package gov.mt.immtrax.access.request.mail;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import org.springframework.stereotype.Component;

/**
 * Where mails to the user of a request go. Once the permissions of an account have changed, its own address counts:
 * whoever asked may have typed another one, and a change of permissions does not change that.
 */
@Component
class UserAddress {

    private final RequestEffectRepository effects;
    private final AccountRegister register;

    UserAddress(RequestEffectRepository effects, AccountRegister register) {
        this.effects = effects;
        this.register = register;
    }

    String of(AccessRequest request) {
        return request.requestType() != RequestType.PERMISSIONS_CHANGE
                ? request.emailAddress()
                : effects.find(request.number())
                        .map(RequestEffect::account)
                        .flatMap(register::find)
                        .map(Account::facts)
                        .map(facts -> facts.emailAddress())
                        .orElse(request.emailAddress());
    }
}
