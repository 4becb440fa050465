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
 * Who sends, who leads the help desk, and how patient the service is with a mail server that is down.
 *
 * @param from sender of every mail (contract.md); its domain also ends the Message-IDs
 * @param helpDeskLead where mails to {@link Audience#HELP_DESK_LEAD} go; has no default
 * @param mostPerRecipient how many bounded mails ({@link Mails#postBounded}) one mailbox gets on a day in Montana; what
 *     is over it waits for the help desk
 * @param mostPerRequester how many such mails one person may cause on a day, to whomever
 * @param retryCycle waits between the attempts to send one mail; a day by default, then the failed job is an incident
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
