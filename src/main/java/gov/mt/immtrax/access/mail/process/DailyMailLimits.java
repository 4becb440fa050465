package gov.mt.immtrax.access.mail.process;

import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.mail.MailSettings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limits the emails that unconfirmed requests can cause, per mailbox and per requester, on a day in Montana. An email
 * is counted and the count is committed before it is compared with the limit. Of two emails sent at the same time on
 * different nodes, each therefore sees the other, and the limit is never exceeded. In exchange, both may be held where
 * one would do.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class DailyMailLimits {

    private final JdbcClient jdbc;
    private final MailLedger ledger;
    private final MailSettings settings;
    private final Clock clock;
    private final ZoneId zone;

    DailyMailLimits(JdbcClient jdbc, MailLedger ledger, MailSettings settings, Clock clock, ZoneId zone) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
        this.zone = zone;
    }

    /** Counts an email for today, only once regardless of the number of attempts. */
    void count(UUID mail, String recipient, @Nullable String requester) {
        jdbc.sql("""
                        update mail_ledger set mailbox = :mailbox, requested_by = :requester, counted_on = :day
                        where id = :id""")
                .param("mailbox", EmailAddresses.mailbox(recipient))
                .param("requester", requester)
                .param("day", today())
                .param("id", mail)
                .update();
    }

    /** The limit that an email exceeds, in the words of the ledger. The email must already be counted. */
    Optional<String> reached(String recipient, @Nullable String requester) {
        if (ledger.countTo(EmailAddresses.mailbox(recipient), today()) > settings.mostPerRecipient()) {
            return Optional.of("daily limit for this address");
        }
        return requester != null && ledger.countOf(requester, today()) > settings.mostPerRequester()
                ? Optional.of("daily limit for this requester")
                : Optional.empty();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
