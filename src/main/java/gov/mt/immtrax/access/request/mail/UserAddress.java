package gov.mt.immtrax.access.request.mail;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import org.springframework.stereotype.Component;

/**
 * The recipient's address of emails to the user of a request. For a change of permissions, this is the account's own
 * address, because the requester may have typed another one and the change does not alter it.
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
