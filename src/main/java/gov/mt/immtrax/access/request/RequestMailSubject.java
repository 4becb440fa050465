package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Credential;
import gov.mt.immtrax.access.account.CredentialVault;
import gov.mt.immtrax.access.account.PasswordLinks;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What mails may say of a request, looked up when they are sent. Only one template is ever given the password. */
@Component
class RequestMailSubject implements MailSubject {

    private final AccessRequests requests;
    private final Timeline timeline;
    private final Deadlines deadlines;
    private final BusinessCalendar calendar;
    private final CredentialVault vault;
    private final PasswordLinks links;

    RequestMailSubject(
            AccessRequests requests,
            Timeline timeline,
            Deadlines deadlines,
            BusinessCalendar calendar,
            CredentialVault vault,
            PasswordLinks links) {
        this.requests = requests;
        this.timeline = timeline;
        this.deadlines = deadlines;
        this.calendar = calendar;
        this.vault = vault;
        this.links = links;
    }

    @Override
    public boolean knows(String number) {
        return requests.find(number).isPresent();
    }

    @Override
    public String addressOf(Audience audience, String requestNumber) {
        AccessRequest request = requests.get(requestNumber);
        return switch (audience) {
            case USER -> request.emailAddress();
            case SUPERVISOR -> request.supervisorAddress();
            case HELP_DESK_LEAD, AUDITOR -> throw new IllegalArgumentException(audience + " belongs to no request");
        };
    }

    @Override
    public Map<String, Object> wordsFor(String template, String requestNumber) {
        AccessRequest request = requests.get(requestNumber);
        Map<String, Object> words = new HashMap<>();
        words.put("requestNumber", requestNumber);
        words.put("userName", request.userName());
        words.put("supervisorName", request.supervisorName());
        words.put("supervisorAddress", request.supervisorAddress());
        words.put("employer", request.employer());
        words.put("locationName", request.locationName());
        words.put("requestTypeKey", "request.type." + request.requestType());
        words.put("accessLevelKey", "request.accessLevel." + request.accessLevel());
        words.put("startDate", request.startDate());
        words.put("submittedOn", calendar.dateOf(request.submittedAt()));
        words.put("dueDate", date(request.dueAt()));
        words.put("expiresOn", expiresOn(request));
        words.put("reason", reason(requestNumber));
        if (template.equals(CredentialVault.DELIVERED_BY)) {
            Credential credential = vault.find(requestNumber).orElseThrow();
            words.put("username", credential.username());
            words.put("temporaryPassword", credential.temporaryPassword().orElseThrow());
        }
        if (template.equals(PasswordLinks.SENT_BY)) {
            words.put("username", links.find(requestNumber).orElseThrow().username());
            words.put("validUntil", links.expiryIfSentNow().atZone(calendar.zone()));
        }
        if (template.equals(CredentialHandover.RENEWAL_OVERDUE)) {
            words.put("dueDate", date(deadlines.passwordRenewal(requestNumber).toInstant()));
        }
        return words;
    }

    private LocalDate expiresOn(AccessRequest request) {
        boolean mayExpire = request.status() == RequestStatus.AWAITING_SIGNATURE || request.status() == RequestStatus.RETURNED;
        return mayExpire ? date(deadlines.expiry(request.number()).toInstant()) : null;
    }

    private String reason(String requestNumber) {
        return timeline.last(requestNumber, RequestEventType.RETURNED, RequestEventType.DECLINED, RequestEventType.NEW_PASSWORD_DECLINED)
                .map(RequestEvent::note)
                .orElse(null);
    }

    private LocalDate date(Instant instant) {
        return instant == null ? null : calendar.dateOf(instant);
    }
}
