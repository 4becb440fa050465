package gov.mt.immtrax.access.mail;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The sender, the help desk lead, the daily limits, and how long the service retries while a mail server is down.
 *
 * @param from sender of every email (contract.md); its domain also ends the Message-IDs
 * @param helpDeskLead recipient of emails to {@link Audience#HELP_DESK_LEAD}; has no default
 * @param mostPerRecipient maximum number of bounded emails ({@link Mails#postBounded}) to one mailbox on a day in
 *     Montana; further ones are held for the help desk
 * @param mostPerRequester maximum number of bounded emails that one person may cause on a day in Montana, to all
 *     recipients together
 * @param retryCycle waits between the attempts to send one email; about a day in total by default, then the failed job
 *     becomes an incident
 */
@Validated
@ConfigurationProperties("immtrax.mail")
public record MailSettings(
        @NotBlank @Email @DefaultValue("servicedesk@service.mt.gov")
        String from,

        @NotBlank @Email String helpDeskLead,
        @Min(1) @DefaultValue("10") int mostPerRecipient,
        @Min(1) @DefaultValue("200") int mostPerRequester,

        @NotEmpty @DefaultValue({"PT1M", "PT5M", "PT15M", "PT1H", "PT2H", "PT4H", "PT8H", "PT9H"})
        List<Duration> retryCycle) {}
