package gov.mt.immtrax.access.credential;

import gov.mt.immtrax.access.account.RegistrySettings;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.credential.process.CredentialDeadlines;
import gov.mt.immtrax.access.credential.process.CredentialHandover;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.IssuedCredentials;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives the {@code request} room access to credentials. Only one email template ever gets the password. */
@Component
class CredentialsOfRequests implements IssuedCredentials {

    private final CredentialVault vault;
    private final PasswordLinkService links;
    private final CredentialHandover handover;
    private final CredentialDeadlines deadlines;
    private final RegistrySettings registry;
    private final BusinessCalendar calendar;

    CredentialsOfRequests(
            CredentialVault vault,
            PasswordLinkService links,
            CredentialHandover handover,
            CredentialDeadlines deadlines,
            RegistrySettings registry,
            BusinessCalendar calendar) {
        this.vault = vault;
        this.links = links;
        this.handover = handover;
        this.deadlines = deadlines;
        this.registry = registry;
        this.calendar = calendar;
    }

    @Override
    public void seal(String requestNumber, String username, String temporaryPassword) {
        vault.store(requestNumber, username, temporaryPassword);
    }

    @Override
    public void send(String requestNumber) {
        handover.begin(requestNumber);
    }

    @Override
    public void revoke(String requestNumber) {
        vault.revoke(requestNumber);
        handover.end(requestNumber);
    }

    @Override
    public Map<String, Object> pageFor(Person reader, AccessRequest request) {
        boolean user = reader.hasAddress(request.emailAddress());
        Map<String, Object> page = new HashMap<>();
        if (user || reader.worksOnRequests()) {
            links.find(request.number()).ifPresent(pickup -> {
                page.put("pickup", pickup);
                page.put("pickupUntil", local(pickup.expiresAt()));
                page.put("pickupSeenAt", local(pickup.seenAt()));
                page.put("pickupRequestedAt", local(pickup.renewalRequestedAt()));
                page.put("mayPickUp", user);
                page.put("mayRenew", reader.worksAtHelpDesk() && pickup.canBeRenewed());
            });
        }
        return page;
    }

    @Override
    public Map<String, Object> wordsFor(String template, String requestNumber) {
        return switch (template) {
            case CredentialVault.DELIVERED_BY -> {
                Credential credential = vault.find(requestNumber).orElseThrow();
                yield Map.of(
                        "username", credential.username(),
                        "temporaryPassword", credential.temporaryPassword().orElseThrow(),
                        "registryUrl", registry.loginUrl().toString());
            }
            case PasswordLinkService.SENT_BY ->
                Map.of(
                        "username", links.find(requestNumber).orElseThrow().username(),
                        "validUntil", local(links.expiryIfSentNow()),
                        "registryUrl", registry.loginUrl().toString());
            case CredentialHandover.RENEWAL_OVERDUE ->
                Map.of(
                        "dueDate",
                        calendar.dateOf(deadlines.passwordRenewal(requestNumber).toInstant()));
            default -> Map.of();
        };
    }

    private @Nullable ZonedDateTime local(@Nullable Instant instant) {
        return instant == null ? null : instant.atZone(calendar.zone());
    }
}
